import Changes
import Ledger

/// What a policy says of the way of releases: statuses, boards, tests, environments, exceptions.
struct PolicyProcess {
    let policy: Policy

    /// For the summary: what nothing is said of is left out.
    var rows: [(String, String)] {
        let boards = ReleaseType.allCases.compactMap { type in
            policy.boards.roles[type].map { "\(type.rawValue) RfCs by \($0)" }
        }
        let all: [(String, [String])] = [
            ("statuses", statuses),
            ("boards", boards),
            ("back-out", policy.backOutPlans == .required ? ["every RfC that is not standard has a plan"] : []),
            ("tests", policy.testRoles.map { ["results by " + $0.unique(by: \.self).joined(separator: ", ")] } ?? []),
            ("environments", policy.environments.map(sentence)),
            ("deployed by", policy.deploymentRoles), ("taken over", policy.handoverRole.map { ["by \($0)"] } ?? []),
            ("watched", policy.earlyLife.map { ["for \($0) in production"] } ?? []),
            ("announced", policy.announcements.recipients.isEmpty ? [] : ["to"] + policy.announcements.recipients),
            ("lifted by", policy.waiverRoles),
            ("reviews", policy.reviewWithin.map { ["of emergencies within \($0)"] } ?? []),
            ("sources", policy.sources.map { "\($0.name): \($0.command)" }),
        ]
        return all.filter { !$0.1.isEmpty }.map { ($0.0, $0.1.joined(separator: $0.0 == "announced" ? " " : ", ")) }
    }

    private var statuses: [String] {
        switch policy.statuses {
        case StatusEngine(.itil): ["ITIL's ladder, with its guards"]
        case StatusEngine(.free): ["ITIL's ladder, without guards"]
        default: policy.statuses.rungs.map { "\($0.label) (\($0.statusClass.rawValue))" }
        }
    }

    var json: JSONValue {
        let statuses = policy.statuses.ladder.map { status in
            JSONValue.object([
                "id": status.id, "label": status.label, "class": status.statusClass.rawValue, "roles": status.roles,
                "guards": status.guards.map(\.rawValue), "enabled": status.isEnabled,
            ])
        }
        let environments = policy.environments.map { environment in
            JSONValue.object([
                "name": environment.name, "after": environment.previous, "approvers": environment.approvers,
                "window": environment.needsWindow, "package": environment.needsPackage,
                "production": policy.isProduction(environment.name),
            ])
        }
        let boards = policy.boards.roles.map { (key: $0.key.rawValue, value: $0.value) }.sorted { $0.key < $1.key }
        return .object([
            "statuses": statuses, "boards": JSONValue.object(boards), "backOutPlans": policy.backOutPlans.rawValue,
            "testRoles": (policy.testRoles ?? ["qa"]).unique(by: \.self), "environments": environments,
            "deploymentRoles": policy.deploymentRoles, "handoverRole": policy.handoverRole,
            "earlyLife": policy.earlyLife?.description, "waiverRoles": policy.waiverRoles,
            "reviewWithin": policy.reviewWithin?.description, "announceTo": policy.announcements.recipients,
            "sources": policy.sources.map {
                JSONValue.object(["name": $0.name, "command": $0.command, "keys": $0.keys])
            },
        ])
    }

    private func sentence(of environment: DeploymentEnvironment) -> String {
        let words: [String?] = [
            policy.isProduction(environment.name) ? "production" : nil,
            environment.needsWindow ? "in a window" : nil, environment.needsPackage ? "by a package" : nil,
            environment.approvers.isEmpty ? nil : "approved by \(environment.approvers.joined(separator: " and "))",
        ]
        let told = words.compactMap(\.self)
        return told.isEmpty ? environment.name : "\(environment.name) (\(told.joined(separator: "; ")))"
    }
}
