package import Changes
import Git
import Ledger
import Releases

/// The notes of a release in JSON. Stable: keys may be added, none is taken away.
package struct NotesDocument: JSONConvertible, Sendable {
    /// All keys that it can have at any place, for templates.
    package static let names: Set = [
        "release", "base", "revision", "commit", "rule", "candidate", "tag", "manager", "tagged", "items", "id",
        "title",
        "kind", "type", "commits", "tasks", "remarks", "requester", "risk", "approvals", "role", "by", "name", "email",
        "at", "unlinked", "subject", "exempt", "removed", "restored", "reverted", "returns", "goes", "why",
        "configuration", "files", "path",
        "oldPath", "format", "configurationItem", "configurationItems", "byKey", "note", "changes", "moreChanges",
        "key",
        "old", "new", "secret", "deployment", "backOut", "userActions", "text", "knownErrors", "fixed", "severity",
        "workaround", "breaking", "doubtfulTags", "fault", "recorded", "waivers", "rules", "environment", "until",
        "reviewBy", "ended", "reason",
    ]

    package let json: JSONValue

    package init(_ notes: ReleaseNotes) {
        json = .object([
            "release": notes.scope.version, "base": notes.scope.baseDocument,
            "candidate": notes.scope.candidateDocument,
            "items": notes.sections.flatMap(\.entries).map(Self.entry),
            "unlinked": notes.contents.unlinked.map(Self.subject),
            // How many commits need no item.
            "exempt": notes.contents.exempt.count,
            "removed": notes.removed.map(Self.effect), "restored": notes.restored.map(Self.effect),
            "reverted": notes.reverted.map(Self.effect), "returns": notes.returns, "goes": notes.goes,
            "configuration": notes.configuration.map(ConfigurationDocument.init),
            // What the ledger knows beside; absent where there is none.
            "tag": notes.scope.tag?.name, "manager": notes.plan?.manager, "tagged": notes.plan?.tagged,
            "deployment": notes.briefing?.deployment.map(Self.instruction),
            "backOut": notes.briefing?.backOut.map(Self.instruction),
            "userActions": notes.briefing?.userActions.map(Self.instruction),
            "knownErrors": notes.briefing?.knownErrors.map(Self.trouble),
            "fixed": notes.briefing?.fixed.map(Self.trouble),
            "waivers": notes.plan.map { $0.waivers.all.map(Self.waiver) },
            "doubtfulTags": notes.doubtfulTags.orAbsent,
        ])
    }

    private static func waiver(_ waiver: Waiver) -> JSONValue {
        waiver.statement.json.adding(.object(["at": waiver.at, "by": waiver.by, "ended": waiver.isEnded]))
    }

    private static func instruction(_ instruction: ReleaseBriefing.Instruction) -> JSONValue {
        .object(["id": instruction.item, "display": instruction.item.display, "text": instruction.text])
    }

    private static func trouble(_ item: Item) -> JSONValue {
        .object([
            "id": item.id, "display": item.id.display, "title": item.title, "kind": item.noun.rawValue,
            "severity": item[.severity],
            "workaround": item[.workaround],
        ])
    }

    /// An item, and the commits that take it away or bring it back.
    private static func effect(_ effect: ReleaseNotes.Effect) -> JSONValue {
        .object(["id": effect.id, "display": effect.id.display, "title": effect.title, "commits": effect.reverts])
    }

    /// An item with its tasks; `kind` is null where the ledger does not know it, `type` for what is no RfC.
    private static func entry(_ entry: ReleaseNotes.Entry) -> JSONValue {
        .object([
            "id": entry.id, "display": entry.id.display, "title": entry.title, "kind": (entry.noun?.rawValue).orNull,
            "type": entry.type.orNull,
            "commits": entry.commits, "tasks": entry.tasks.map(Self.entry),
            "remarks": entry.remarks.isEmpty ? nil : entry.remarks,
            // Absent where nothing breaks.
            "breaking": entry.isBreaking ? true : nil,
            "requester": entry.item?[.requester], "risk": entry.item?[.risk],
            "approvals": entry.approvals.isEmpty ? nil : entry.approvals.map(Self.approval),
        ])
    }

    private static func approval(_ decision: Decision) -> JSONValue {
        .object(["role": decision.statement.role, "by": decision.by, "at": decision.at])
    }

    private static func subject(_ linked: LinkedCommit) -> JSONValue {
        .object(["commit": linked.commit.id, "subject": String(repairing: linked.reading.subject)])
    }
}
