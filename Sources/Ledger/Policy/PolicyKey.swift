import Changes
import Git

/// One key that a policy may hold, with everything that has to be known of it: reading, checking and the comments of
/// the starter policy all come from this table.
package struct PolicyKey: Sendable {
    /// `link.trailer`; for keys of named sections with a `*`: `item.*.kind`.
    package let name: String
    package let isRepeatable: Bool
    package let summary: [String]
    /// Puts a value into the policy, or throws why it cannot.
    let apply: @Sendable (_ policy: inout Policy, _ value: String, _ section: String) throws(PolicyValueProblem) -> Void

    init(
        _ name: String, isRepeatable: Bool = false, _ summary: String...,
        apply: @escaping @Sendable (inout Policy, String, String) throws(PolicyValueProblem) -> Void
    ) {
        self.name = name
        self.isRepeatable = isRepeatable
        self.summary = summary
        self.apply = apply
    }

    package static let all: [PolicyKey] =
        items + links + exemptions + authorExemptions + subtreeExemptions + hooks + releases + components + statuses
        + signOffs + tests
        + boards + deployments
        + communication + waivers + roles + people + configuration + ledger
        + sources + imports

    /// The only words that a value may be; nil where other texts are accepted as well. The check itself says so.
    package var choices: [String]? {
        var policy = Policy()
        do {
            try apply(&policy, "?", "KEY")
        } catch .notAmong(_, let words) {
            return words
        } catch .noTruthValue {
            return ["true", "false"]
        } catch {
            return nil
        }
        return nil
    }

    private static let items = [
        PolicyKey("item.*.kind", "The kind of the items with this key: rfc, task, problem or incident.") {
            policy, value, section throws(PolicyValueProblem) in
            guard ItemKeyRule.accepts(section) else { throw .badKey(section) }
            policy.keys.append(.init(name: section, noun: try choice(value)))
            policy.links.keys.append(section)
        },
        PolicyKey(
            "item.*.form", isRepeatable: true,
            "How such IDs are written, the number as {n}, or with all its digits as {7}: `CHG{7}`, `\"#{n}\"`, `Bug {n}`.",
            "The first one is shown to people. `KEY-{n}`, with the section's name, is read in any case."
        ) { policy, value, section throws(PolicyValueProblem) in
            guard policy.links.keys.contains(section) else { throw .formBeforeKind }
            policy.links.forms[section, default: []].append(try policy.form(value))
        },
    ]

    private static let links = [
        PolicyKey(
            "link.trailer", isRepeatable: true,
            "Trailers whose values are the items of a commit: `RfC: RFC-12`, repeated or separated by commas."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.links.trailers.append(try trailer(value)) },
        PolicyKey(
            "link.closing-trailer", isRepeatable: true,
            "Trailers that also say that the commit fixes the item: `Closes-Bug: RFC-12`. None by default."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.links.closingTrailers.append(try trailer(value)) },
        PolicyKey(
            "link.closing-word", isRepeatable: true,
            "Words before an item that say that the commit fixes it: `Fixes RFC-12`. None by default."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.links.closingWords.append(try trailer(value)) },
        PolicyKey(
            "link.number-mark", isRepeatable: true,
            "A mark before a bare number, and the key of such numbers: `\"# TASK\"` reads `Fixes #12` as TASK-12.",
            "The quotation marks are needed, as `#` begins a comment here. None by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            let words = value.split(separator: " ").map(String.init)
            guard words.count == 2 else { throw .badNumberMark(value) }
            guard policy.links.keys.contains(words[1]) else { throw .unknownKey(words[1]) }
            guard !policy.links.forms.values.joined().contains(where: \.isBare) else { throw .markBesideForm }
            policy.links.numberMarks[words[0]] = words[1]
        },
        PolicyKey(
            "link.place", isRepeatable: true,
            "Where an ID makes the commit a part of the item: lead (`KEY-1: …`), scope (`feat(KEY-1): …`),",
            "tail (`… (KEY-1)`), title (anywhere), lines (in front of each line of the first paragraph),",
            "alone (a paragraph below the subject that says nothing else: `bug 12`)."
        ) { policy, value, _ throws(PolicyValueProblem) in
            policy.links.statedPlaces.append(try choice(value))
        },
        PolicyKey(
            "link.prefix", isRepeatable: true,
            "The prefixes that IDs which lead may follow: autosquash (`fixup!`), type (`feat:`), backport (`[Backport 1.0]`), branch (`[1.0]`),",
            "draft (`WIP:`), topic (`[API]`), emoji (`:sparkles:`), word (`Fixes #12`), request (`Merged PR 12:`), mark (U+FEFF); or none.",
            "All by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            let prefixes: [SubjectPrefix] = value == "none" ? [] : [try choice(value)]
            policy.links.statedPrefixes = (policy.links.statedPrefixes ?? []) + prefixes
        },
        PolicyKey(
            "link.requests",
            "Whether the number that hosts add to a subject, `… (#12)`, is an item: ignore, as it is that of a request, or items, where",
            "issues and requests share their numbers."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.links.requests = try choice(value) },
        PolicyKey(
            "link.lenient-trailers",
            "Also read trailers that a blank line or a `BREAKING CHANGE:` line hides from Git, with a warning."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.links.lenientTrailers = try truth(value) },
        PolicyKey(
            "link.squash-bodies",
            "Whether IDs that lead the bullets of a squash commit make it a part of the items (scope), are mentions (mention), or off."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.links.squashBodies = try choice(value) },
        PolicyKey(
            "link.branch-names",
            "Link a merge to the items in the name of the merged branch, as in `feature/TASK-7-short-name`."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.links.branchNames = try truth(value) },
        PolicyKey(
            "link.merged-branch",
            "The commits that belong to the items in the name of a merged branch: merge for the merge alone, commits for its commits",
            "that name no item themselves as well."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.links.mergedBranches = try choice(value) },
        PolicyKey("link.case-sensitive", "Whether `rfc-12` is read as no ID. False reads it as RFC-12.") {
            policy, value, _ throws(PolicyValueProblem) in policy.links.caseSensitive = try truth(value)
        },
    ]

    private static let exemptions = [
        PolicyKey("exempt.merges", "Merges need no item as long as they bring no change of their own.") {
            policy, value, _ throws(PolicyValueProblem) in policy.exemptMerges = try truth(value)
        },
        PolicyKey(
            "exempt.path", isRepeatable: true,
            "Commits that touch only such paths need no item: `docs/**`, `*.md`. None by default."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.exemptPaths.append(try pattern(value)) },
    ]

    private static let hooks = [
        PolicyKey(
            "hooks.branch", isRepeatable: true,
            "Branches on which a commit needs a known, open item; on all others the hooks stay silent."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.hookBranches.append(try pattern(value)) },
        PolicyKey(
            "hooks.missing",
            "Whether `commit-msg` refuses a message without a known, open item, or warns: refuse or warn. The gate asks in any case."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.hooksWithoutItem = try choice(value) },
        PolicyKey(
            "hooks.without-program",
            "Whether the commit hooks refuse commits when the program is missing: refuse or allow. Tags are always refused."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.hooksWithoutProgram = try choice(value) },
    ]

    private static let releases = [
        PolicyKey(
            "release.tag", isRepeatable: true,
            "How release tags are named: `v{version}`. The first is used for new tags; all are read."
        ) { policy, value, _ throws(PolicyValueProblem) in
            policy.tagPatterns.append(try tagPattern(value))
        },
        PolicyKey(
            "release.tagger",
            "The role whose members make release tags. Nobody else's tag is a base for later releases, nor is it deployed.",
            "Everybody whose records count by default."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.tagger = try role(value) },
        PolicyKey(
            "release.branch", isRepeatable: true,
            "Branches that releases are made from; the first without a wildcard is the default."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.releaseBranches.append(try pattern(value)) },
        PolicyKey(
            "release.work-branch", isRepeatable: true,
            "Branches on which no commit of a planned item may be left behind. All by default.",
            "Release branches never count, nor does what an earlier release holds."
        ) { policy, value, _ throws(PolicyValueProblem) in
            policy.workBranches = (policy.workBranches ?? []) + [try pattern(value)]
        },
        PolicyKey(
            "release.base", isRepeatable: true,
            "Commits (whole IDs) that may be the base of a release although no gate was opened for them. None by default:",
            "tags from before the ledger, and releases that Sluice tagged, need no such line."
        ) { policy, value, _ throws(PolicyValueProblem) in
            guard let commit = ObjectID(value) else { throw .noCommit(value) }
            policy.acceptedBases.insert(commit)
        },
        PolicyKey(
            "release.backports",
            "A fix that an earlier release of another line has counts again in this one: each-line.",
            "Or every change counts in the release with the lowest version only: first-release."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.backports = try choice(value) },
        PolicyKey(
            "version.scheme",
            "How versions are read and ordered. natural: numbers, then `-2` is a revision, `rc1` and the like come before,",
            "all else comes after, word by word and number by number. semver: Semantic Versioning 2.0.0, and nothing else.",
            "calendar: as natural, with dashes between numbers. A tag that the scheme cannot read is no release."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.scheme = try choice(value) },
    ]

    private static let signOffs = [
        PolicyKey("sign-off.role", isRepeatable: true, "Roles that have to approve every item of a release.") {
            policy, value, _ throws(PolicyValueProblem) in
            policy.signOffRoles.append(try role(value))
        },
        PolicyKey(
            "sign-off.rebased",
            "Whether a sign-off stays valid after a rebase with exactly the same changes: keep or stale."
        ) { policy, value, _ throws(PolicyValueProblem) in policy.rebasedSignOffs = try choice(value) },
    ]

    private static let roles = [
        PolicyKey(
            "role.*.member", isRepeatable: true,
            "Who may speak for the role: a person from below by their section's name, or anyone by their Git address.",
            "Where decisions are signed, a role without members can approve nothing; where they are not, anyone speaks for it.",
            "Without signatures an address is a claim."
        ) { policy, value, section throws(PolicyValueProblem) in
            guard RoleName.accepts(section) else { throw .badRole(section) }
            policy.members[section, default: []].append(RoleName.accepts(value) ? value : try address(value))
        },
        PolicyKey("role.*.threshold", "How many people of the role have to approve; one by default.") {
            policy, value, section throws(PolicyValueProblem) in
            guard RoleName.accepts(section) else { throw .badRole(section) }
            guard let count = Int(value), 1...100 ~= count else { throw .badThreshold(value) }
            policy.thresholds[section] = count
        },
    ]

    private static let ledger = [
        PolicyKey(
            "ledger.max-age",
            "How long ago a clone may last have heard from the ledger's remote when its gate is asked: `15m`, `2h`, `1d`.",
            "No limit by default. `sluice sync` and `sluice gate --wait` ask the remote."
        ) { policy, value, _ throws(PolicyValueProblem) in
            guard let span = TimeSpan(value) else { throw .noTimeSpan(value) }
            policy.ledgerMaxAge = span
        },
        PolicyKey(
            "ledger.needs",
            "The format of the records: older programs refuse a ledger that needs more than they know, and newer ones write",
            "nothing in it that it does not allow. `sluice doctor` shows when a newer one is there. It never goes back."
        ) { policy, value, _ throws(PolicyValueProblem) in
            guard let format = Int(value), 1...Record.newestFormat ~= format else { throw .badFormat(value) }
            policy.needs = format
        },
        PolicyKey(
            "ledger.clock-tolerance",
            "How far the clock of a writer may be ahead: `5m` (the default), `0s` for not at all. Records that open something and",
            "are dated later than that are refused, and do not count before their time."
        ) { policy, value, _ throws(PolicyValueProblem) in
            guard let span = TimeSpan(value) else { throw .noTimeSpan(value) }
            policy.clockTolerance = span
        },
    ]

    private static let imports =
        [
            PolicyKey("import.id", "The column of imported tables that holds the ID.") { policy, value, _ in
                policy.importColumns["id"] = value
            }
        ]
        + ItemAttribute.allCases.map { attribute in
            PolicyKey(
                "import.\(attribute.rawValue)", "The column of imported tables that holds the \(attribute.rawValue)."
            ) { policy, value, _ in policy.importColumns[attribute.rawValue] = value }
        }

    static func truth(_ value: String) throws(PolicyValueProblem) -> Bool {
        switch value.lowercased() {
        case "true", "yes", "on", "1": return true
        case "false", "no", "off", "0", "": return false
        default: throw .noTruthValue(value)
        }
    }

    static func choice<Choice>(_ value: String) throws(PolicyValueProblem) -> Choice
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let choice = Choice(rawValue: value) else {
            throw .notAmong(value, Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    static func role(_ value: String) throws(PolicyValueProblem) -> String {
        guard RoleName.accepts(value) else { throw .badRole(value) }
        return value
    }

    /// A person's address, alone or as Git writes people: `Quinn <quinn@example.org>`.
    static func address(_ value: String) throws(PolicyValueProblem) -> String {
        let inBrackets = value.hasSuffix(">") ? value.split(separator: "<").last?.dropLast() : nil
        let address = inBrackets.map { String($0) } ?? value
        guard address.contains("@") else { throw .noAddress(value) }
        return address
    }

    static func pattern(_ value: String) throws(PolicyValueProblem) -> PathPattern {
        do { return try PathPattern(value) } catch { throw .badPathPattern(value, "\(error)") }
    }

    private static func trailer(_ value: String) throws(PolicyValueProblem) -> String {
        let isName = !value.isEmpty && value.utf8.allSatisfy { RoleName.isLetterDigitOrDash($0) }
        guard isName else { throw .badTrailer(value) }
        return value
    }
}

extension Policy {
    /// A form that an ID of one kind has, and no other ID.
    fileprivate func form(_ value: String) throws(PolicyValueProblem) -> ItemForm {
        let form: ItemForm
        do { form = try ItemForm(value) } catch { throw .badForm(value, error) }
        let rival = links.forms.sorted { $0.key < $1.key }.first { _, forms in
            forms.contains { $0.before == form.before && $0.after == form.after }
        }
        if let rival { throw .formTwice(of: rival.key) }
        if form.isBare, !links.numberMarks.isEmpty { throw .markBesideForm }
        return form
    }
}

/// What a role may be called: it is typed as an option's value and stored in records.
package enum RoleName {
    package static func accepts(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count) && text.utf8.allSatisfy(isLetterDigitOrDash)
    }

    static func isLetterDigitOrDash(_ byte: UInt8) -> Bool {
        let character = Character(UnicodeScalar(byte))
        return character.isASCII && (character.isLetter || character.isNumber || character == "-")
    }
}

/// What the keys of items may be.
enum ItemKeyRule {
    static func accepts(_ key: String) -> Bool { ItemID.isKey(Array(key.utf8)[...]) }
}
