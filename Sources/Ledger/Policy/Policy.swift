package import Changes
package import Git

/// The rules in force, as one version of the policy states them.
package struct Policy: Hashable, Sendable {
    /// Counts up from 1; 0 for rules that no ledger holds (before `init`).
    package var version = 0
    /// The allow-listed keys with the sort of item that each leads to, in the order of the policy.
    package var keys: [ItemKey] = []
    package var links = LinkRules(keys: [])
    package var exemptMerges = true
    package var exemptPaths: [PathPattern] = []
    package internal(set) var authorExemptions: [AuthorExemption] = []
    package internal(set) var subtreeExemptions: [SubtreeExemption] = []
    /// The branches on which the hooks ask for an item.
    package var hookBranches: [PathPattern] = []
    package var hooksWithoutProgram = MissingProgram.refuse
    package var hooksWithoutItem = MissingItem.refuse
    /// How release tags are named; the first is used to make them.
    package var tagPatterns: [TagPattern] = []
    /// How versions are read and put into order.
    package var scheme = VersionScheme.natural
    /// The parts of the repository that have releases of their own, as the policy names them; empty in most.
    package internal(set) var namedComponents: [Component] = []
    /// The role whose members make release tags; nil for everybody whose manifests count.
    package internal(set) var tagger: String?
    /// Commits that releases may be counted from though no gate was opened for them.
    package var acceptedBases: Set<ObjectID> = []
    /// Whether a change that an earlier release has counts again in this one.
    package var backports = Backports.eachLine
    /// The branches that releases are made from; the first without wildcards is the default.
    package var releaseBranches: [PathPattern] = []
    /// The branches whose commits of planned items have to be in the release; nil for all.
    package var workBranches: [PathPattern]?
    /// The roles that have to approve every item of a release.
    package var signOffRoles: [String] = []
    package var rebasedSignOffs = RebasedSignOffs.keep
    /// Who is in a role: addresses, and IDs of `people`. A role without members is open to anyone, or closed (`isOpen`).
    package var members: [String: [String]] = [:]
    /// How many people of a role have to approve; 1 where nothing is said.
    package var thresholds: [String: Int] = [:]
    /// Whom the policy knows by their keys and addresses, in its order.
    package internal(set) var people: [KnownPerson] = []
    package internal(set) var requiredSignatures = RequiredSignatures.none
    package var configuration = ConfigurationPolicy()
    /// In the order in which releases pass them.
    package internal(set) var environments: [DeploymentEnvironment] = []
    /// The roles that open windows and deploy.
    package internal(set) var deploymentRoles: [String] = []
    /// The roles that may lift rules for a time.
    package internal(set) var waiverRoles: [String] = []
    /// The role that a release is handed over to before it goes into production; nil where nobody has to take it.
    package internal(set) var handoverRole: String?
    /// How long a release is watched after it went into production.
    package internal(set) var earlyLife: TimeSpan?
    package internal(set) var announcements = AnnouncementPolicy()
    /// How long an emergency release may go without a review; nil for no limit.
    package internal(set) var reviewWithin: TimeSpan?
    /// The roles whose results of tests count; nil where the policy says nothing.
    package internal(set) var testRoles: [String]?
    package var boards = BoardPolicy()
    package var backOutPlans = Requirement.optional
    package internal(set) var statuses = StatusEngine()
    /// The keys that the text sets of each status: while it is read, the first value of a list replaces the profile's.
    var changedStatuses: [String: Set<String>] = [:]
    /// How long ago the ledger's remote may last have been heard when a gate is asked; nil for no limit.
    package var ledgerMaxAge: TimeSpan?
    /// The newest format that records of this ledger may have, which every program that reads it has to know.
    package internal(set) var needs = 1
    /// How far a writer's clock may be ahead before what they open counts for nothing yet.
    package internal(set) var clockTolerance = TimeSpan(seconds: 300)
    /// How long a waiver lasts at most, and how long its review may be put off.
    package internal(set) var longestWaiver = TimeSpan(seconds: 30 * 86_400)
    /// The systems that items come from, in the order of the policy.
    package internal(set) var sources: [ItemSource] = []
    /// The columns of imported tables that hold an attribute; `id` and `noun` beside the attributes' names.
    package var importColumns: [String: String] = [:]

    package init() {}

    package struct ItemKey: Hashable, Sendable {
        package let name: String
        package let noun: ItemNoun

        package init(name: String, noun: ItemNoun) {
            self.name = name
            self.noun = noun
        }
    }

    /// In which releases a change is that was carried to several lines.
    package enum Backports: String, CaseIterable, Sendable {
        /// In the first one of each line.
        case eachLine = "each-line"
        /// In the one with the lowest version only.
        case firstRelease = "first-release"
    }

    /// What becomes of a sign-off whose commits were rebased, all changes staying exactly what they were.
    package enum RebasedSignOffs: String, CaseIterable, Sendable {
        case keep, stale
    }

    /// What `commit-msg` does where a message names no item that it needs.
    package enum MissingItem: String, CaseIterable, Sendable {
        case refuse, warn
    }

    /// What the commit hooks do when the program is not there.
    package enum MissingProgram: String, CaseIterable, Sendable {
        case refuse, allow
    }

    package func noun(of item: ItemID) -> ItemNoun? { keys.first { $0.name == item.key }?.noun }

    /// The item that a text names, in any of the forms that messages may use: `CHG-30012`, `CHG0030012`, `#123`; without regard to
    /// case, unless the policy minds it. Nil for anything whose key is none of the policy's.
    package func itemID(named text: String) -> ItemID? { links.item(named: text) }

    /// The key under which new items of a sort are numbered.
    package func key(for noun: ItemNoun) -> String? { keys.first { $0.noun == noun }?.name }

    /// The roles whose sign-off anything may need, those that approve every item first.
    package var decidingRoles: [String] {
        (signOffRoles + namedComponents.flatMap(\.signOffRoles) + configuration.items.compactMap(\.signOffRole)
            + boards.roles.values.sorted()).unique(by: \.self)
    }

    package var defaultBranch: String? { releaseBranches.first(where: \.isLiteral)?.text }

    /// Whether a person may speak for a role. One that names nobody is open to anyone, as long as decisions need no
    /// signature; then it is closed.
    package func mayAct(_ person: Person, as role: String) -> Bool {
        isOpen(role) || isMember(person, of: role)
    }
}
