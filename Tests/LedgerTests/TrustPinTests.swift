import Git
import Ledger
import Testing

@Suite("Which ledger is trusted")
struct TrustPinTests {
    private static let first = ObjectID(String(repeating: "a", count: 40)) ?? .zero
    private static let other = String(repeating: "1", count: 40)

    @Test(
        "the variable overrides the setting; only `none` skips the comparison",
        arguments: [
            (nil, nil, .absent), (nil, other, .policy(other)), ("", nil, .empty), ("", other, .empty),
            ("none", other, .skipped), (other, "none", .policy(other)), (other.uppercased(), nil, .policy(other)),
            (nil, "none", .skipped), ("NONE", nil, .policy("none")),
        ] as [(String?, String?, TrustPin)])
    func readsVariableAndSetting(variable: String?, setting: String?, expected: TrustPin) {
        #expect(TrustPin(variable: variable, setting: setting) == expected)
    }

    private static let pins: [TrustPin] = [.absent, .skipped, .empty, .policy(first.description), .policy(other)]

    @Test func readsAnUnsignedLedgerUnlessAnotherOneIsNamed() {
        #expect(Self.pins.map { $0.permits(Self.first, isSigned: false) } == [true, true, true, true, false])
    }

    @Test func readsNoSignedLedgerWhereTheVariableIsEmpty() {
        #expect(Self.pins.map { $0.permits(Self.first, isSigned: true) } == [true, true, false, true, false])
    }
}
