import System
import Testing

/// Work beside the first thread: done once, whoever does it, and never waited for in vain.
@Suite struct BackgroundTests {
    private struct Refused: Error, Equatable { let number: Int }

    @Test func givesEachResultToWhoeverAsksAndErrorsToo() throws {
        let works = (0..<500).map { number in
            Background { () throws -> Int in
                guard number % 7 != 3 else { throw Refused(number: number) }
                return (0...number).reduce(0, +)
            }
        }
        for (number, work) in works.enumerated().reversed() {
            for _ in 0..<2 {
                if number % 7 == 3 {
                    #expect(throws: Refused(number: number)) { try work.value() }
                } else {
                    #expect(try work.value() == number * (number + 1) / 2)
                }
            }
        }
    }

    @Test("work that waits for other work comes to an end, however few threads there are")
    func nests() throws {
        let works = (0..<64).map { number in
            Background {
                let parts = (0..<4).map { part in Background { number * 4 + part } }
                return try parts.map { try $0.value() }.reduce(0, +)
            }
        }
        #expect(try works.map { try $0.value() }.reduce(0, +) == (0..<256).reduce(0, +))
    }

    @Test func nobodyHasToAskForAResult() {
        for number in 0..<500 { _ = Background { number } }
    }
}
