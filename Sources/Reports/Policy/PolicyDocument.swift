package import Changes
package import Ledger

/// One version of the policy as it is recorded, for machines.
package struct PolicyDocument: JSONConvertible {
    package let json: JSONValue

    package init(_ statement: PolicyStatement, text: [UInt8], in record: Record) {
        json = .object([
            "version": statement.version, "text": String(repairing: text), "at": record.at, "by": record.by,
            "reason": statement.reason,
        ])
    }
}

/// What a policy says, for machines.
package struct PolicyRulesDocument: JSONConvertible {
    package let json: JSONValue

    /// - Parameter isRecorded: false for a text that has no version.
    package init(_ policy: Policy, isRecorded: Bool) {
        let people = PolicyPeople(policy)
        let members = policy.members.map { JSONObject.Member(name: $0.key, value: $0.value.json) }
        let rules: JSONValue = .object([
            "version": isRecorded ? policy.version : nil,
            "keys": policy.keys.map { key in
                JSONValue.object([
                    "key": key.name, "kind": key.noun,
                    "forms": policy.links.forms[key.name].map { $0.map(\.description) },
                ])
            },
            "places": policy.links.places.map(\.rawValue), "requests": policy.links.requests.rawValue,
            "trailers": policy.links.trailers, "caseSensitive": policy.links.caseSensitive,
            "exemptMerges": policy.exemptMerges, "exemptPaths": policy.exemptPaths.map(\.text),
            "exemptAuthors": policy.authorExemptions.isEmpty
                ? nil
                : JSONValue.array(
                    policy.authorExemptions.map {
                        .object(["name": $0.name, "authors": $0.authors, "paths": $0.paths.map(\.text)])
                    }),
            "exemptSubtrees": policy.subtreeExemptions.isEmpty
                ? nil
                : JSONValue.array(
                    policy.subtreeExemptions.map { .object(["name": $0.name, "folders": $0.folders]) }),
            "hooksWithoutItem": policy.hooksWithoutItem.rawValue,
            "hookBranches": policy.hookBranches.map(\.text),
            "hooksWithoutProgram": policy.hooksWithoutProgram.rawValue,
            "tagPatterns": policy.tagPatterns.map(\.description), "scheme": policy.scheme.rawValue,
            // Absent in a repository without components.
            "components": policy.namedComponents.isEmpty
                ? nil
                : JSONValue.array(
                    policy.namedComponents.map { component in
                        .object([
                            "name": component.name, "tagPatterns": component.tagPatterns.map(\.description),
                            "paths": component.paths.map(\.text), "signOffRoles": component.signOffRoles,
                            "scheme": (component.scheme ?? policy.scheme).rawValue, "default": component.isDefault,
                        ])
                    }),
            "releaseBranches": policy.releaseBranches.map(\.text), "signOffRoles": policy.signOffRoles,
            "members": JSONValue.object(JSONObject(members: members)), "roles": people.roleDocuments,
            "people": people.personDocuments, "requiredSignatures": policy.requiredSignatures.rawValue,
            // Roles that are asked for and have no member.
            "faults": policy.emptyRoles.map { JSONValue.object(["role": $0.role, "open": $0.isOpen]) },
        ])
        json = rules.adding(PolicyProcess(policy: policy).json)
    }
}
