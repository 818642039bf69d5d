import Releases
import Testing

@Suite struct AbsurdDateTests {
    @Test(
        "R6: dates that no commit can have are named",
        arguments: [
            (0, .unset), (-1, .unset), (.min, .unset), (31_535_999, .unset), (4_102_444_800, .future),
            (4_294_967_295, .future), (999_999_999_999_999_999, .future), (.max, .future),
        ] as [(Int64, AbsurdDate)])
    func namesAbsurdDates(seconds: Int64, expected: AbsurdDate) {
        #expect(AbsurdDate(ofCommitAt: seconds) == expected)
    }

    @Test(arguments: [31_536_000, 400_000_000, 1_800_000_000, 4_102_444_799] as [Int64])
    func leavesOtherDates(seconds: Int64) {
        #expect(AbsurdDate(ofCommitAt: seconds) == nil)
    }
}
