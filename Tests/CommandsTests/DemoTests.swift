import Foundation
import TestSupport
import Testing

@Suite("sluice demo")
struct DemoTests {
    private let place: TestRepository

    init() throws {
        place = try TestRepository()
    }

    @Test func playsTheWholeStoryTheSameWayEveryTime() throws {
        let first = try place.sluice("demo", "payments")
        #expect(first.status == 0)
        #expect(first.errors == "")
        for line in [
            "dana$ sluice init\n", "error: the message names no item that the commit belongs to\n",
            "error: Dana Developer worked on TASK-1 and cannot approve it\n", "fatal: ref updates aborted by hook\n",
            "  stowaway  TASK-3 Refund button\n", "  stale  TASK-2 Tell the customer about it\n",
            "gate tag 1.1.0: open\n", "# Release 1.1.0\n", "  cd \(place.path)/payments\n",
        ] {
            #expect(first.output.contains(line))
        }
        try FileManager.default.removeItem(atPath: "\(place.path)/payments")
        #expect(try place.sluice("demo", "payments").output == first.output)
    }

    @Test func leavesARepositoryToLookAt() throws {
        let result = try place.sluice("demo", environment: ["GIT_DIR": "/nowhere", "GIT_AUTHOR_NAME": "Somebody"])
        #expect(result.status == 0)
        let folder = result.output.split(separator: "\n").last?.dropFirst("  cd ".count) ?? ""
        let log = try place.tryGit("-C", String(folder), "log", "-1", "--format=%an %s", "v1.1.0")
        #expect(log.output == "Dana Developer TASK-2: Mail every time\n")
    }

    @Test func touchesNoFolderThatHoldsSomething() throws {
        try place.write("mine/file", "mine\n")
        let result = try place.sluice("demo", "mine")
        #expect(result.status == 2)
        #expect(result.errors.hasPrefix("error: mine is not empty\nhint: name a folder that is new"))
        #expect(try place.read("mine/file") == "mine\n")
    }

    @Test func endsAsABugWhereTheStoryGoesAnotherWay() throws {
        try place.write("bin/git", "#!/bin/sh\nexit 0\n")
        try place.makeExecutable("bin/git")
        let path = "\(place.path)/bin:/usr/bin:/bin"
        let result = try place.sluice("demo", "payments", environment: ["PATH": path])
        #expect(result.status == 70)
        #expect(result.output.hasSuffix("(exit status 3)\n"))
        #expect(result.errors.contains("`sluice init` ended with status 3; the story has status 0"))
        #expect(result.errors.contains("the repository is kept at \(place.path)/payments"))
    }
}
