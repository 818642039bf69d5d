import Changes
import Ledger
import Reports

extension PolicyProblem: FailureConvertible {
    var failure: Failure {
        switch self {
        case .syntax(let line, let message): refused(line, message, "the syntax is that of `git help config`")
        case .unknownKey(let line, let name):
            refused(line, "'\(name)' is no key of the policy", Self.suggestion(for: name))
        case .badValue(let line, let name, let problem): refused(line, "\(name): \(problem.text)", problem.hint)
        case .include(let line):
            refused(line, "a policy cannot include other files", "write the settings into the policy itself")
        case .missing(let name):
            refused(nil, "\(name) is not set, and nothing can be decided without it", "add it: `sluice policy edit`")
        case .mixedExemption(let name):
            refused(
                nil, "[exempt \"\(name)\"] names a subtree, and authors or paths",
                "give the subtree a section of its own, as only one kind of exemption can hold in each")
        case .environmentsInNoOrder(let names):
            refused(
                nil, "the environments \(names.joined(separator: ", ")) stand in no single order",
                "each but the first comes `after` exactly one other")
        case .unusableStatuses(let fault): refused(nil, fault.text, fault.hint)
        case .reusedStatus(let id):
            refused(
                nil,
                "status '\(id)' was another one in an earlier policy, or was given up: moves into it stand recorded",
                "give the new status an ID of its own; `disabled = true` puts one out of use")
        case .needsNewer(let format):
            Failure(
                .cannotDecide,
                "the ledger needs Sluice ≥ 0.\(SafeText.line(format)): its policy says `needs = \(SafeText.line(format))`, and this program knows formats up to \(Record.newestFormat)",
                hints: ["install a newer Sluice: no older one may decide by this ledger"])
        case .componentsNeed(let format):
            refused(
                nil, "records of this ledger's format cannot name components",
                "write `needs = \(format)` below `[ledger]`: programs older than Sluice 0.\(format) then refuse this ledger"
            )
        case .exampleKey(let person):
            refused(
                nil, "the key of \(person) is that of the template's example, and nobody can sign with it",
                "put the person's own key in its place: `sluice setup` shows each colleague theirs")
        case .tooLong(let limit):
            refused(nil, "the policy is longer than \(limit) bytes", "shorten it")
        case .containsNUL(let line):
            refused(line, "the policy holds a NUL byte", "remove it")
        }
    }

    private func refused(_ line: Int?, _ message: String, _ hint: Hint) -> Failure {
        Failure(.refused, line.map { "policy, line \($0): \(message)" } ?? "policy: \(message)", hints: [hint])
    }

    private static func suggestion(for name: String) -> Hint {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let pattern = parts.count > 2 ? "\(parts[0]).*.\(parts[parts.count - 1])" : name
        let known = PolicyKey.all.map(\.name)
        let near = Suggestion.nearest(to: pattern, among: known)
        return near.first.map { "did you mean \($0)?" } ?? "the keys are: \(known.joined(separator: ", "))"
    }
}

extension PolicyValueProblem {
    var text: String {
        switch self {
        case .notAmong(let value, _): "'\(value)' is none of its values"
        case .noTruthValue(let value): "'\(value)' is neither true nor false"
        case .badPathPattern(let value, let reason): "'\(value)' is no pattern: \(reason)"
        case .badTagPattern(let value, let reason): "'\(value)' is no tag pattern: \(reason)"
        case .badKey(let value): "'\(value)' cannot be the key of items"
        case .unknownKey(let value): "'\(value)' is not the key of an [item] section above"
        case .badNumberMark(let value): "'\(value)' is not a mark and a key"
        case .badForm(let value, let problem): "'\(value)' is no form of an ID: \(problem.text)"
        case .formTwice(let key): "a form of \(key) has the same text around its number"
        case .formBeforeKind: "it stands before the kind of its section"
        case .markBesideForm: "a number-mark and a form read bare numbers"
        case .badTrailer(let value): "'\(value)' cannot be a trailer's name"
        case .badRole(let value): "'\(value)' cannot be a role's name"
        case .noAddress(let value): "'\(value)' is no mail address"
        case .noCommit(let value): "'\(value)' is no whole commit ID"
        case .badPerson(let value): "'\(value)' cannot be a person's short name"
        case .unknownPerson(let value): "'\(value)' is no person of the policy"
        case .badSigningKey: "it is no public key"
        case .badTime(let value): "'\(value)' is no day, no time, or no span of time"
        case .badThreshold(let value): "'\(value)' is no number from 1 to 100"
        case .badFormat(let value): "'\(value)' is no format of a ledger"
        case .administratorsThreshold: "it is not enforced: the signature of one administrator puts a policy in force"
        case .takenBy(let person): "it belongs to person '\(person)'"
        case .noFileAndFormat(let value): "'\(value)' is no pattern with a format behind it"
        case .noTimeSpan(let value): "'\(value)' is no length of time"
        case .otherCase(let role): "the role that has to approve is '\(role)'"
        case .badEnvironment(let value): "'\(value)' cannot be the name of an environment"
        case .badSource(let value): "'\(value)' cannot be the name of a source"
        case .badSectionName(let value): "'\(value)' cannot be the name of a section"
        case .badComponent(let value): "'\(value)' cannot be the name of a component"
        case .tagOfOther(let other): "the same tags are those of \(other)"
        case .noFolder(let value): "'\(value)' is every file of this name, and no folder"
        case .badFolder(let value): "'\(value)' is no folder"
        case .secondDefault(let other): "'\(other)' is the default already"
        case .badStatus(let value): "'\(value)' cannot be the ID of a status"
        case .unknownStatus(let value, _): "the profile has no status '\(value)'"
        case .badLabel(let value): "'\(value)' cannot be a label"
        case .profileAfterStatuses: "it comes after statuses that it would replace"
        case .repeated: "it is set twice"
        case .noValue: "it has no value"
        }
    }

    var hint: Hint {
        switch self {
        case .notAmong(_, let values): "its values are: \(values.joined(separator: ", "))"
        case .noTruthValue: "write true or false"
        case .badPathPattern: "`docs/**` is all below docs, `*.md` is every such file, `release/*` every such branch"
        case .badTagPattern: "write it with one {version}: `v{version}`"
        case .badKey: "a key begins with a letter and goes on with letters, digits, '_', '.' and '-'"
        case .unknownKey: "add `[item \"<KEY>\"]` with its kind before this line"
        case .badNumberMark: "write both in quotation marks: `number-mark = \"# TASK\"`"
        case .badForm: "write text around one number: `CHG{7}`, `Bug {n}`, `\"#{n}\"`"
        case .formTwice: "remove one of the two: one text can only be one ID"
        case .formBeforeKind: "write `kind = …` first"
        case .markBesideForm:
            "remove the number-mark: the form reads numbers in trailers and behind closing words as well"
        case .badTrailer, .badRole, .badPerson: "use letters, digits and dashes"
        case .otherCase(let role): "write `[role \"\(role)\"]`: capitals matter"
        case .noFileAndFormat: "write both, in quotation marks: `file = \"etc/** ini\"`"
        case .noTimeSpan: "write a number and its unit: 90s, 15m, 2h or 1d"
        case .noAddress: "write it as Git knows it: `quinn@example.org`"
        case .noCommit:
            "`git rev-parse <tag>^{commit}` tells the ID of a tag's commit: a tag can be moved, a commit cannot"
        case .unknownPerson(let name): "add `[person \"\(name)\"]` with email and key, or name an address"
        case .badSigningKey:
            "write what the .pub file holds, `ssh-ed25519 AAAA…`, or `openpgp <fingerprint> <exported key in base64>`"
        case .badTime: "write `2026-01-31`, or `2026-01-31T08:00:00.000Z`; both are UTC"
        case .badThreshold: "write how many people have to approve, `threshold = 2`"
        case .badFormat: "write a number from 1 to \(Record.newestFormat)"
        case .administratorsThreshold: "remove it; people who have to agree on a release need a role of their own"
        case .takenBy: "one address and one key stand for one person: remove one of the two"
        case .badEnvironment, .badSource, .badSectionName: "use letters, digits and dashes"
        case .badComponent: "begin with a letter, and go on with letters, digits, '.', '_' and '-'"
        case .tagOfOther: "give each component tags of its own: `tag = web-v{version}`"
        case .noFolder(let value): "write `\(value)/` for all below the folder, `/\(value)` for the file at the top"
        case .badFolder: "write its path from the top of the repository: `vendor/zlib`"
        case .secondDefault: "only one component can have the releases of before"
        case .badStatus: "use letters, digits and dashes; rejected and withdrawn are there in any case"
        case .unknownStatus(_, let values):
            "its statuses are: \(values.joined(separator: ", ")); `[status] profile = own` defines others"
        case .badLabel: "write one line of at most 40 bytes"
        case .profileAfterStatuses: "write `[status] profile = …` before the first `[status \"…\"]`"
        case .repeated: "keep one of the two"
        case .noValue: "write `key = value`"
        }
    }
}

extension StatusFault {
    var text: String {
        switch self {
        case .noStatus: "no status of the ladder is in use"
        case .firstHasGuards(let id): "status '\(id)' is the first one and has guards: no item could begin"
        case .firstIsNotBuild(let id): "status '\(id)' is the first one, and not of class build"
        case .classFalls(let id, let left): "the class of status '\(id)' comes before that of '\(left)' to its left"
        case .noApproved: "no status of class approved can be reached: the gate could never open"
        case .approvedNeverReached(let id, let condition):
            "status '\(id)' waits for '\(condition.rawValue)', which comes only after the gate"
        case .sameLabel(let one, let other): "statuses '\(one)' and '\(other)' have one label"
        }
    }

    var hint: Hint {
        switch self {
        case .noStatus, .noApproved: "`[status \"…\"]` with `class = approved` adds one"
        case .firstHasGuards, .approvedNeverReached: "take the guard away"
        case .firstIsNotBuild: "begin with `class = build`"
        case .classFalls:
            "order the sections as items move: \(StatusClass.ladder.map(\.rawValue).joined(separator: ", "))"
        case .sameLabel: "give each a label of its own"
        }
    }
}

extension ItemFormProblem {
    fileprivate var text: String {
        switch self {
        case .noNumber: "it has no {n}"
        case .severalNumbers: "it has more than one number"
        case .tooLong: "it has more than \(ItemForm.longest) bytes"
        case .badText: "it has two blanks in a row, or a character that cannot be seen"
        case .unmarked: "something else than a digit or a blank has to stand right before the number"
        case .noWidth(let text): "{\(text)} is neither {n} nor a number of digits from {1} to {9}"
        }
    }
}
