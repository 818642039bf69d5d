import Foundation
import TestSupport
import Testing

/// R13: an incomplete clone never looks like a short history.
@Suite struct IncompleteHistoryTests {
    private let origin: TestRepository

    init() throws {
        origin = try TestRepository()
        for number in 1...6 {
            try origin.commit("KEY-\(number): \(number)")
            if number.isMultiple(of: 2) { try origin.tag("v1.\(number).0") }
        }
    }

    private func expectRefusals(in clone: TestRepository, _ commands: [[String]], saying text: String) throws {
        for command in commands {
            let result = try clone.run(command + readingOptions)
            #expect(result.status == 3, "\(result.command)")
            #expect(result.errors.contains(text), "\(result.command): \(result.errors)")
            #expect(result.output.isEmpty, "\(result.command)")
        }
    }

    @Test("R13: a range that a shallow clone cuts off is refused, and the mending command mends it")
    func refusesAShallowClone() throws {
        let clone = try origin.clone(options: ["--depth=2", "--no-single-branch"])
        try clone.git("fetch", "--quiet", "--tags", "--depth=2", "origin")
        let commands = [
            ["log", "1.4.0"], ["log", "main"], ["notes", "1.4.0"], ["which", "HEAD"], ["log", "KEY-5"],
        ]
        try expectRefusals(in: clone, commands, saying: "git fetch --unshallow --tags")
        try clone.git("fetch", "--quiet", "--unshallow", "--tags")
        #expect(try clone.log("1.4.0").items.map(\.id) == ["KEY-3", "KEY-4"])
    }

    @Test("R13: a range that lies within a shallow clone is answered")
    func answersWithinAShallowClone() throws {
        let clone = try origin.clone(options: ["--depth=4"])
        let commits = try origin.git("rev-list", "HEAD~2..HEAD").split(separator: "\n").map(String.init)
        #expect(try clone.log("HEAD~2..HEAD").commits.map(\.commit) == commits)
    }

    @Test("R13: where a commit went is refused in a shallow clone, which lacks the tags of what it lacks")
    func refusesToPlaceCommitsOfAShallowClone() throws {
        let clone = try origin.clone(options: ["--depth=1"])
        let head = try clone.resolve("HEAD")
        try clone.git("tag", "-d", "v1.6.0")
        let commands = [["which", "HEAD"], ["which", "HEAD", "--json"], ["which", "KEY-6"], ["which", "v1.6.0"]]
        try expectRefusals(in: clone, Array(commands[..<3]), saying: "git fetch --unshallow --tags")
        let result = try clone.run(["which", "--stdin"] + readingOptions, input: head + "\n")
        #expect(result.status == 3 && result.output.isEmpty && result.errors.contains("--unshallow"))
        try clone.git("fetch", "--quiet", "--unshallow", "--tags")
        #expect(try clone.which([head])[0].first?.version == "1.6.0")
    }

    @Test("R13: where the ledger knows all tags, a shallow clone tells what no history beyond its end can change")
    func placesCommitsThatComeAfterTheEnd() throws {
        let tags = try ["v1.4.0", "v1.6.0"].map { ($0, try origin.resolve($0)) }
        try origin.git("tag", "-d", "v1.2.0")
        try origin.makeLedger(
            policy: TestRepository.hookPolicy + "\n[item \"KEY\"]\n\tkind = task\n",
            adopted: Dictionary(uniqueKeysWithValues: tags))
        try origin.checkout("side", create: true)
        try origin.git("reset", "-q", "--hard", "HEAD~3")
        let side = try origin.commit("KEY-7: side")
        try origin.checkout("main")
        let clone = try origin.clone(options: ["--depth=3", "--no-single-branch"])
        let which = { (names: [String]) in try clone.run(["which"] + names) }
        let lines = try which(["HEAD", "HEAD~1"]).output.split(separator: "\n")
        #expect(lines.map { $0.suffix(5) } == ["1.6.0", "1.6.0"])
        #expect(try which([side]).output == "\(side.prefix(10))  in no release\n")
        try clone.git("tag", "-d", "v1.4.0")
        #expect(try which(["HEAD"]).status == 3)
        let shallower = try origin.clone("shallower", options: ["--depth=1", "--no-single-branch"])
        #expect(try shallower.run(["which", side]).status == 3)
    }

    @Test("R13: a missing commit in the range is refused")
    func refusesAMissingCommit() throws {
        let missing = try origin.resolve("v1.4.0~1")
        try remove(missing)
        let commands = [["log", "1.6.0"], ["log", "1.4.0"], ["notes", "1.4.0"], ["which", "v1.6.0"]]
        try expectRefusals(in: origin, Array(commands[1...]), saying: "object \(missing) is not in this clone")
    }

    @Test("R13: a tree that the answer needs and that is missing is refused")
    func refusesAMissingTree() throws {
        try origin.checkout("topic", create: true)
        try origin.commit("KEY-7: topic")
        let tree = try origin.resolve("HEAD^{tree}")
        try origin.checkout("main")
        try origin.commit("KEY-8: main")
        try origin.merge("topic", message: "merged")
        try remove(tree)
        try expectRefusals(in: origin, [["log", "v1.6.0..main"]], saying: "object \(tree) is not in this clone")
    }

    @Test("R13: a partial clone answers from what it has, and names the mending command for what it lacks")
    func tellsOfAPartialClone() throws {
        try origin.git("config", "uploadpack.allowFilter", "true")
        try origin.checkout("topic", create: true)
        try origin.commit("KEY-7: topic")
        try origin.checkout("main")
        try origin.commit("KEY-8: main")
        try origin.merge("topic", message: "merged")
        let clone = try origin.clone("partial", options: ["--filter=tree:0", "--no-checkout"])
        #expect(try clone.log("1.6.0").items.map(\.id) == ["KEY-5", "KEY-6"])
        try expectRefusals(in: clone, [["log", "v1.6.0..main"]], saying: "git fetch --refetch --no-filter")
        try clone.git("fetch", "--quiet", "--refetch", "--no-filter")
        #expect(try clone.log("v1.6.0..main").exempt.map(\.reason) == ["merge"])
    }

    @Test("R13: a clone without tags is refused where tags decide")
    func refusesACloneWithoutTags() throws {
        let clone = try origin.clone(options: ["--no-tags"])
        let commands = [["log", "1.4.0"], ["which", "HEAD"], ["notes", "1.4.0"]]
        try expectRefusals(in: clone, commands, saying: "git fetch origin --tags")
    }

    private func remove(_ object: String) throws {
        try FileManager.default.removeItem(
            atPath: "\(origin.path)/.git/objects/\(object.prefix(2))/\(object.dropFirst(2))")
    }
}
