import Changes
import Git
import Ledger
import Releases
import Reports
import System

extension Command {
    static let which = Command(
        "which", summary: "Tell which releases contain a commit or an item",
        details: """
            The first is the lowest version that contains it, the others follow by version.
            Of an item, releases are named that lack what their base has ("goes in"), or have it
            again ("returns in"). Candidates are named only where their final release does not
            contain it. Of an item,
            places that have none of it are counted where they are many, and named by --all.

            \(HistoryParameters.details)

            --json: one object a line, for a commit `{"commit": …, "first": {"version": …,
            "tag": …} or null, "also": […]}`, for an item `{"item": …, "commits": […],
            "releases": […], "changes": […], "places": […], "goes": […], "returns": […]}`:
            `releases` have all of it; a change is carried by one commit or by several equivalent
            ones, each with the rung by which it was recognised; `places` are the releases and
            branches, with what they have; `goes` are the releases that lack `commits` which
            their `base` has, `returns` those that have them again. Both have `doubtfulTags` where a tag that they name is not the one that the ledger
            knows.
            """,
        examples: [
            ("sluice which 1a2b3c4d5e", "the releases that contain this commit"),
            ("sluice which RFC-12", "where the commits of RFC-12 went"),
            ("git rev-list main | sluice which --stdin --json", "the same for many commits"),
        ],
        run: Which.run)
}

struct Which: Parameters {
    let what = Argument.any("what", help: "commits or other revisions, and items")
    let component = ComponentParameter.option
    let stdin = Option.flag("stdin", help: "read commits from standard input, one a line")
    let all = Option.flag("all", help: "name also the releases and branches that have nothing of an item")
    let history = HistoryParameters()

    var declarations: [Declaration] {
        [what.declaration, component.declaration, stdin.declaration, all.declaration] + history.declarations
    }

    static func run(_ invocation: Invocation<Which>) throws -> ExitStatus {
        guard invocation.stdin == invocation.what.isEmpty else {
            throw Failure(
                .usage, invocation.stdin ? "--stdin and names given at once" : "which commit or item?",
                hints: ["`sluice which <commit or item>`, or `git rev-list main | sluice which --stdin`"])
        }
        let session = try HistorySession(invocation.history)
        let commits = invocation.stdin ? try session.commits(in: lines(of: File.readStandardInput())) : []
        let membership = try session.membership()
        if try session.finder.tags.all.isEmpty { warn(session, invocation.console) }
        let named = try invocation.what.map { try session.answer(on: $0, membership) }
        let doubtful = Dictionary(
            uniqueKeysWithValues: try session.doubtful(session.finder.tags.all).map { ($0.name, $0) })
        var warned: Set<DoubtfulTag> = []
        let write = { (answer: Answer) in
            let tags = answer.tags.unique(by: \.name).compactMap { doubtful[$0.name] }
            if !invocation.wantsJSON {
                try session.warn(of: tags.filter { warned.insert($0).inserted }, on: invocation.console)
            }
            invocation.console.write(
                answer.text(asJSON: invocation.wantsJSON, namingAll: invocation.all, doubtful: tags))
        }
        try named.forEach(write)
        for (number, commit) in commits.enumerated() {
            try write(.commit(Placement(commit, in: membership.releases(containing: commit))))
            // The answers on a long history come to gigabytes.
            if number % 1024 == 1023 { invocation.console.flush() }
        }
        return .yes
    }

    private static func warn(_ session: HistorySession, _ console: Console) {
        let patterns = session.policy.components.flatMap(\.tagPatterns).map(\.description).joined(separator: " or ")
        console.warn("no tag here is named \(patterns)", hints: ["--tag-pattern says how release tags are named"])
    }

    fileprivate enum Answer {
        case commit(Placement)
        case item(ItemPlacement)

        /// The tags of the releases that it names.
        var tags: [ReleaseTag] {
            switch self {
            case .commit(let placement): placement.releases
            case .item(let placement): placement.commits.flatMap(\.releases)
            }
        }

        func text(asJSON: Bool, namingAll: Bool, doubtful: [DoubtfulTag]) -> String {
            switch self {
            case .commit(let placement):
                asJSON ? JSONText.line(PlacementDocument(placement, doubtfulTags: doubtful)) : placement.text
            case .item(let placement):
                asJSON
                    ? JSONText.line(ItemPlacementDocument(placement, doubtfulTags: doubtful))
                    : placement.text(namingAll: namingAll)
            }
        }
    }
}

extension HistorySession {
    fileprivate func answer(on text: String, _ membership: Membership) throws -> Which.Answer {
        if let item = policy.itemID(named: text) {
            return .item(
                ItemPlacement(try history(of: item, membership: membership, withPlaces: true), item: item))
        }
        let commit = try end(named: text).commit
        return .commit(Placement(commit, in: try membership.releases(containing: commit)))
    }

    /// The commits that lines name. All are found before anything is answered.
    fileprivate func commits(in lines: [String]) throws -> [ObjectID] {
        try lines.enumerated().map { number, line in
            do {
                return try end(named: line).commit
            } catch {
                let failure = Failure(error)
                throw Failure(failure.status, "line \(number + 1): \(failure.message)", hints: failure.hints)
            }
        }
    }
}
