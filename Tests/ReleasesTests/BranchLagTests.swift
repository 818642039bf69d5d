import Changes
import Testing

@testable import Git
@testable import Releases

@Suite("what a branch lacks: the command that brings it")
struct BranchLagTests {
    private func lag(
        ahead: Int = 0, behind: Int = 2, at place: BranchLag.Place = .here, isConfigured: Bool = true,
        branch: String = "main"
    ) -> BranchLag? {
        let tracked = Reference(name: "refs/remotes/fork/trunk", target: .zero)
        return BranchLag(
            branch: branch,
            upstream: .init(remote: "fork", branch: "trunk", isConfigured: isConfigured, tracked: tracked),
            ahead: ahead, behind: behind, place: place)
    }

    @Test func isNoneWhereNothingIsLacking() {
        #expect(lag(ahead: 3, behind: 0) == nil)
        #expect(lag(behind: 0) == nil)
    }

    @Test func namesTheCommandForEachPlace() {
        #expect(lag()?.fix.text == "git pull")
        #expect(lag(isConfigured: false)?.fix.text == "git pull fork trunk")
        #expect(lag(ahead: 1)?.fix.text == "git merge fork/trunk")
        #expect(lag(at: .nowhere)?.fix.text == "git fetch fork trunk:main")
        #expect(lag(ahead: 1, at: .nowhere)?.fix.text == "git switch main && git merge fork/trunk")
        #expect(lag(at: .elsewhere(folder: "/a b"))?.fix.text == "git -C '/a b' pull")
    }

    @Test func quotesWhatABranchMayBeCalled() {
        #expect(lag(at: .nowhere, branch: "a;b")?.fix.text == "git fetch fork trunk:'a;b'")
    }
}
