import Git
import Ledger
import Testing

@testable import Releases

@Suite("Which patterns of tags are one line of releases") struct TagFamiliesTests {
    /// - Parameter tags: one after the other in time.
    private func areSideBySide(_ first: String, _ second: String, _ tags: [String]) throws -> Bool {
        let patterns = try [first, second].map { try TagPattern($0) }
        let placed = try tags.enumerated().map { time, tag in
            let pattern = try #require(patterns.first { $0.covers(tag) })
            return PlacedTag(
                version: try #require(pattern.version(ofTag: tag)), pattern: pattern,
                commit: try #require(ObjectID(String(repeating: "\(time % 10)", count: 40))), time: Int64(time))
        }
        return TagFamilies(placed).areSideBySide(patterns[0], patterns[1])
    }

    @Test(
        "R39: packages that take turns are several; a pattern that follows another one is not",
        arguments: [
            (["api-v1.0", "web-v1.0", "web-v1.1", "api-v1.1"], true),
            (["api-v1.0", "web-v2.0", "api-v1.1", "web-v2.1"], true),
            (["api-v1.0", "api-v1.1", "web-v1.2", "web-v1.3"], false), (["api-v1.0", "web-v1.1", "api-v1.2"], false),
            (["api-v1.0-rc1", "web-v1.0-rc1", "api-v1.0-rc2"], false),
        ])
    func findsPackages(tags: [String], expected: Bool) throws {
        #expect(try areSideBySide("api-v{version}", "web-v{version}", tags) == expected)
    }

    @Test(
        "without names two turns back are needed: an old line may be mended under its old name",
        arguments: [
            (["v1.0", "v1.1", "release-1.2", "v1.1.1", "release-1.3"], false),
            (["v1.0", "release-1.0", "v1.1", "release-1.1", "v1.2"], true),
            (["v1.0", "release-1.1", "v1.2", "release-1.3"], false),
        ])
    func findsRenames(tags: [String], expected: Bool) throws {
        #expect(try areSideBySide("v{version}", "release-{version}", tags) == expected)
    }

    @Test(
        "what the tags name beside the version",
        arguments: [
            ("v{version}", ""), ("{version}", ""), ("release-{version}", ""), ("rel/v{version}", ""),
            ("api-v{version}", "api"),
            ("packages/api/v{version}", "api"), ("@scope/api@{version}", "api"), ("{version}-api", "api"),
            ("rel/avatica-{version}", "avatica"), ("my-api-release-{version}", "my-api"),
            ("@s/release-utils@{version}", "release-utils"), ("api_v{version}", "api"),
            ("my_api-{version}", "my_api"),
        ])
    func namesTheSubject(pattern: String, subject: String) throws {
        #expect(try TagPattern(pattern).subject == subject)
    }

    @Test(
        "versions that go on where the others end are one thing under two names",
        arguments: [
            (["optiq-0.8", "optiq-0.9.0", "calcite-0.9.1", "calcite-1.0"], true),
            (["optiq-0.9.0", "calcite-0.9.1", "optiq-0.9.2", "calcite-0.10.0"], true),
            (["optiq-0.9.0", "calcite-0.12"], false), (["optiq-0.9.0", "calcite-1.0"], false),
            (["optiq-1.9", "calcite-2.0"], true), (["optiq-1.0", "calcite-1.0"], false), (["optiq-1.0"], false),
        ])
    func findsSuccessors(tags: [String], expected: Bool) throws {
        let patterns = try ["optiq-{version}", "calcite-{version}"].map { try TagPattern($0) }
        let placed = try tags.enumerated().map { time, tag in
            let pattern = try #require(patterns.first { $0.covers(tag) })
            return PlacedTag(
                version: try #require(pattern.version(ofTag: tag)), pattern: pattern,
                commit: try #require(ObjectID(String(repeating: "\(time)", count: 40))), time: Int64(time))
        }
        #expect(TagFamilies(placed).followEachOther([patterns[0]], [patterns[1]]) == expected)
    }
}
