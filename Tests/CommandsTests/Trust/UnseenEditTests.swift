import TestSupport
import Testing

@Suite("T59: edits that had not seen each other") struct UnseenEditTests {
    private let shared: SharedLedger
    private var dana: TestRepository { shared.dana }
    private var quinn: TestRepository { shared.quinn }

    init() throws {
        shared = try SharedLedger()
        try #require(try shared.dana.sluice("rfc", "add", "RFC-3", "--title", "third").status == 0)
        try #require(
            try shared.dana.sluice("test", "case", "add", "--title", "try it", "--for", "RFC-2").status == 0)
        try shared.dana.sync()
        try shared.quinn.sync()
    }

    private func join() throws {
        try dana.sync()
        try quinn.sync()
        try dana.sync()
    }

    private func found(_ code: String) throws -> String {
        try dana.gate("1.0", status: 1).findings.filter { $0.code == code }.map { "\($0.expected): \($0.found)" }
            .joined(separator: "; ")
    }

    @Test("each dependency is asked for, until somebody who has seen both says which it is")
    func asksForBothDependencies() throws {
        for (clone, other) in [(dana, "RFC-2"), (quinn, "RFC-3")] {
            try #require(try clone.sluice("rfc", "edit", "RFC-1", "--depends-on", other).status == 0)
        }
        try join()
        let both = try found("dependency")
        #expect(both.contains("RFC-2") && both.contains("RFC-3"), "\(both)")
        try #require(try quinn.sluice("rfc", "edit", "RFC-1", "--depends-on", "RFC-3").status == 0)
        try join()
        let one = try found("dependency")
        #expect(!one.contains("RFC-2") && one.contains("RFC-3"), "\(one)")
    }

    @Test("a mandatory test case is for what each of them said")
    func asksForBothScopes() throws {
        for (clone, scope) in [(dana, "RFC-1, RFC-2"), (quinn, "RFC-2, RFC-3")] {
            try #require(try clone.sluice("test", "case", "edit", "TC-1", "--for", scope).status == 0)
        }
        try join()
        #expect(try found("tests").hasSuffix("it was not tried"))
        try #require(try dana.sluice("test", "case", "edit", "TC-1", "--for", "RFC-2, RFC-3").status == 0)
        #expect(try found("tests").isEmpty)
    }
}
