import Git
import Ledger
import Testing

@testable import Releases

@Suite("Which scheme fits a history")
struct SchemeFitTests {
    /// Tags in the order of one branch, each on a commit of its own unless joined by a space.
    private func survey(_ tags: String...) throws -> HistorySurvey {
        var steps: [TagStep] = []
        var before: [String] = []
        for (place, names) in tags.map({ $0.split(separator: " ").map(String.init) }).enumerated() {
            let commit = try #require(ObjectID(String(repeating: "0", count: 38) + String(10 + place)))
            steps += names.map { TagStep(tag: $0, commit: commit, before: before) }
            before = names
        }
        return HistorySurvey(
            commits: 1, tags: steps.count, tagPatterns: [], defaultBranch: "main", tagSteps: steps)
    }

    private let patterns = TagPattern.usual

    @Test func isNaturalWhereAllFit() throws {
        let fit = try survey("v1.0.0-rc.1", "v1.0.0", "v1.1.0").bestFit(patterns)
        #expect(fit.scheme == .natural && fit.misfits == 0)
    }

    @Test func isSemanticWhereOtherWordsComeBeforeTheirRelease() throws {
        let fit = try survey("v1.0.0-internal.1", "v1.0.0", "v1.1.0-0", "v1.1.0").bestFit(patterns)
        #expect(fit.scheme == .semver && fit.misfits == 0)
    }

    @Test func isTheCalendarWhereDashesAndDotsBothSeparateNumbers() throws {
        let tags = try survey("v24.11", "v24-12", "v25.01", "v25-02")
        #expect(SchemeFit(.natural, of: tags.tagSteps, patterns: patterns).backwards.count == 2)
        let fit = tags.bestFit(patterns)
        #expect(fit.scheme == .calendar && fit.misfits == 0)
    }

    @Test func showsWhatDoesNotFit() throws {
        let fit = try survey("v1.0", "nightly", "v1.2", "v1.1", "v1.1.0").bestFit(patterns)
        #expect(fit.unread == ["nightly"])
        #expect(fit.backwards == [.init(tag: "v1.1", after: "v1.2"), .init(tag: "v1.1.0", after: "v1.1")])
    }

    @Test func takesVariantsOfOneReleaseInAnyOrder() throws {
        #expect(try survey("v1.0-jre", "v1.0-android", "v1.1-android", "v1.1-jre").bestFit(patterns).misfits == 0)
    }

    @Test func leavesOutTagsThatMoveFromReleaseToRelease() throws {
        #expect(try survey("v1.0.0", "v1.1.0", "v1.2.0 v1 v1.2", "v2.0.0").bestFit(patterns).misfits == 0)
    }
}
