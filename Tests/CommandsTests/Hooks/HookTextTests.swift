import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("Texts of hooks")
struct HookTextTests {
    @Test(arguments: HookName.allCases)
    func isTheFileInTheHooksFolder(name: HookName) throws {
        let file = try String(contentsOfFile: "\(Places.package)/hooks/\(name.rawValue)", encoding: .utf8)
        #expect(HookFile(name, program: "sluice", policy: nil).text == file)
    }

    @Test(arguments: ["sluice", "/opt/sluice/bin/sluice", "/a b/it's; here/sluice", "/$(x)/`y`/\"z\"", "'", ""])
    func readsBackTheProgramThatItCalls(program: String) {
        for name in HookName.allCases {
            let text = HookFile(name, program: program, policy: nil).text
            #expect(HookFile.program(in: text, of: name) == program)
        }
    }

    @Test(arguments: [
        (["git", "fetch"], "fetch"), (["/usr/lib/git-core/git", "-c", "a=fetch", "tag", "fetch"], "tag"),
        (["git", "-C", "fetch", "--no-pager", "--git-dir", "x", "--work-tree=y", "pull"], "pull"),
        (["git-fetch", "--all"], "fetch"), (["git"], ""), (["/bin/sh", "git", "fetch"], nil), ([], nil),
    ])
    func readsTheCommandOfGit(words: [String], command: String?) {
        #expect(CallingGit.command(in: words) == command)
    }

    @Test(arguments: [
        ("git commit --amend -m x", true), ("git -c a=b commit -a --am --no-edit", true), ("git commit -m x", false),
        ("git commit --amend --no-amend", false), ("git commit --no-ame --amend", true), ("git commit --all", false),
        ("git commit -m x -- --amend", false), ("git commit --a", false),
    ])
    func readsWhetherGitAmends(words: String, amends: Bool) {
        #expect(CallingGit.amends(in: words.split(separator: " ").map(String.init)) == amends)
    }
}
