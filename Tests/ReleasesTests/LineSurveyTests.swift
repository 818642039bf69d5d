import Git
import Ledger
import Releases
import TestSupport
import Testing

@Suite("what release lines change for themselves")
struct LineSurveyTests {
    @Test("a line is compared with the next one, as the default branch may have it merged; change logs may have items")
    func proposesWhatTheNextLineLacks() throws {
        let repository = try TestRepository()
        for subject in ["KEY-1: a", "KEY-2: b"] { try repository.commit(subject) }
        for (version, next) in [("1.0.1", "1.1.0"), ("1.1.1", "1.2.0"), ("1.2.1", "1.3.0")] {
            try repository.checkout("line-\(version)", create: true)
            try repository.commit("KEY-3: fix", files: ["CHANGES.txt": version, "relnotes/\(version).txt": "x"])
            try repository.tag("v\(version)")
            try repository.checkout("main")
            try repository.commit("KEY-4: next", files: ["main.c": next])
            try repository.tag("v\(next)")
            try repository.git("merge", "-q", "--no-ff", "-m", "Merge line", "-X", "theirs", "v\(version)")
        }
        let policy = try Policy(
            text: Array("[item \"KEY\"]\n\tkind = task\n[release]\n\ttag = v{version}\n[sign-off]\n\trole = qa\n".utf8),
            version: 1)
        let opened = try Repository.open(at: repository.path)
        let survey = try LineSurvey(of: opened, policy: policy, namesItems: true)
        #expect(survey.files.map(\.path) == ["CHANGES.txt", "relnotes/**/*.txt"])
        #expect(survey.lines == 3 && survey.files.map(\.lines) == [3, 3])
        #expect(try LineSurvey(of: opened, policy: policy, namesItems: false).files == survey.files)
    }
}
