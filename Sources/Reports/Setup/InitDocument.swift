package import Changes
package import Ledger
package import Releases

/// What `init` found and did, for machines.
package struct InitDocument: JSONConvertible {
    /// What became of the ledger.
    package enum Outcome: String, Sendable {
        /// It would be made, but nothing was to be written.
        case proposed
        /// The remote has it; it would be taken, but nothing was to be written.
        case offered
        case created
        /// The remote has it; the local branch was made from there.
        case taken
        case unchanged
    }

    package let json: JSONValue

    package init(_ outcome: Outcome, ledgerBranch: String) {
        json = .object(["ledger": outcome.rawValue, "ledgerBranch": ledgerBranch])
    }

    /// With what the first policy was made from.
    package init(_ outcome: Outcome, ledgerBranch: String, _ survey: HistorySurvey, _ proposal: PolicyProposal) {
        let items = survey.items(of: proposal)
        json = .object([
            "ledger": outcome.rawValue, "ledgerBranch": ledgerBranch, "commits": survey.commits,
            "keys": proposal.keys.map { key in
                let evidence = items.evidence.filter { $0.key == key.name.uppercased() }
                let leading = evidence.filter { $0.spot.place == .lead }.map(\.messages).max() ?? 0
                return JSONValue.object([
                    "key": key.name, "kind": key.noun, "subjects": leading,
                    "forms": proposal.forms[key.name, default: []].map(\.description),
                    "places": evidence.map {
                        JSONValue.object([
                            "form": $0.spot.form, "place": $0.spot.place.name, "commits": $0.messages,
                            "numbers": $0.numbers,
                        ])
                    },
                ])
            },
            "counted": items.messages, "covered": items.covered,
            "uncovered": items.uncovered.map { String(decoding: $0, as: UTF8.self) },
            "missing": proposal.refusesMissing ? "refuse" : "warn",
            "tagPatterns": proposal.tagPatterns.map { pattern in
                let tags = survey.tagPatterns.first { $0.pattern == pattern }?.count ?? 0
                return JSONValue.object(["pattern": pattern.description, "tags": tags])
            },
            "exemptPaths": survey.lines.files.map { JSONValue.object(["path": $0.path, "lines": $0.lines]) },
            "releaseLines": survey.lines.lines,
            "defaultBranch": proposal.defaultBranch, "branchPatterns": proposal.branchPatterns,
            "caseSensitive": proposal.caseSensitive,
            "scheme": Self.scheme(survey.fit(of: proposal)),
            // Absent where all tags are one line.
            "components": proposal.components.isEmpty
                ? nil
                : JSONValue.array(
                    survey.components.map { component in
                        .object([
                            "name": component.name, "tagPatterns": component.tagPatterns.map(\.description),
                            "tags": component.tags, "folder": component.folder, "touched": component.touched,
                            "releases": component.releases,
                        ])
                    }),
        ])
    }

    private static func scheme(_ fit: SchemeFit) -> JSONValue {
        .object([
            "name": fit.scheme.rawValue, "unread": fit.unread,
            "backwards": fit.backwards.map { JSONValue.object(["tag": $0.tag, "after": $0.after]) },
        ])
    }
}

extension ItemCensus.Place {
    /// The stable name for JSON: `lead`, `trailer:Closes-Bug`.
    fileprivate var name: String {
        switch self {
        case .lead: "lead"
        case .scope: "scope"
        case .tail: "tail"
        case .request: "request"
        case .title: "title"
        case .alone: "alone"
        case .trailer(let name): "trailer:" + name
        case .closing(let word): "closing-word:" + word
        }
    }
}
