package import Changes
import Git
package import Ledger

/// What runs in an environment, and what is to come there.
package struct EnvironmentRow: Sendable {
    package let environment: DeploymentEnvironment
    package let deployments: Deployments
    /// Releases that the environment before has, or that are tagged, newer than what runs here. Lowest first.
    let waiting: [Version]

    /// - Parameter candidates: what could come here.
    package init(_ environment: DeploymentEnvironment, _ deployments: Deployments, from candidates: Set<Version>) {
        self.environment = environment
        self.deployments = deployments
        waiting = candidates.filter { version in
            deployments.of(version.component).running.map { version > $0.release } ?? true
        }.sorted()
    }

    /// What runs there: of each component what was deployed last with success, in their order.
    fileprivate var running: [Deployment] { deployments.components.compactMap { deployments.of($0).running } }
}

/// The environments for people.
package struct EnvironmentsText {
    private let rows: [EnvironmentRow]
    private let zone: ZoneRules

    package init(_ rows: [EnvironmentRow], zone: ZoneRules) {
        self.rows = rows
        self.zone = zone
    }

    /// What runs where since when.
    package func now(width: Int?, palette: Palette) -> String {
        let columns: [Table.Column] = [
            .init("environment"), .init("runs"), .init("since"), .init("by", shrinks: true),
            .init("waiting", shrinks: true),
        ]
        let cells = rows.flatMap { row in
            let components = row.deployments.components
            return (components.isEmpty ? [nil] : components).enumerated().map { position, component in
                let deployments = row.deployments.of(component)
                let running = deployments.running
                let unfinished = deployments.unfinished.last.map { " (\($0.release) is unfinished)" } ?? ""
                return [
                    Table.Cell(position == 0 ? row.environment.name : "", .bold),
                    .init((running.map(name(of:)) ?? "nothing") + unfinished, unfinished.isEmpty ? nil : .yellow),
                    .init((running?.ended).map { $0.shown(in: zone) } ?? ""), .init(running?.by.name ?? ""),
                    .init(position == 0 ? row.waiting.map(\.description).joined(separator: ", ") : ""),
                ]
            }
        }
        return Table(columns, rows: cells).text(width: width, palette: palette)
    }

    /// Every deployment, the newest first.
    package func history(width: Int?, palette: Palette) -> String {
        let columns: [Table.Column] = [
            .init("started"), .init("environment"), .init("release"), .init("outcome"), .init("by", shrinks: true),
            .init("note", shrinks: true),
        ]
        let all = rows.flatMap { row in row.deployments.all.map { (row.environment.name, $0) } }
        let cells = all.sorted { ($1.1.started, $1.1.record) < ($0.1.started, $0.1.record) }.map { name, deployment in
            [
                Table.Cell(deployment.started.shown(in: zone)), .init(name), .init(self.name(of: deployment)),
                .init(outcome(deployment), deployment.outcome == .succeeded ? .green : .yellow),
                .init(deployment.by.name), .init(deployment.note ?? deployment.statement.reason ?? ""),
            ]
        }
        return cells.isEmpty
            ? "nothing was deployed\n" : Table(columns, rows: cells).text(width: width, palette: palette)
    }

    /// `2.4.0`, or `2.4.0 (3f9a1c2e5b without a tag)`.
    private func name(of deployment: Deployment) -> String {
        let commit = deployment.statement.commit.abbreviated
        return "\(deployment.release)" + (deployment.statement.isTagged ? "" : " (\(commit) without a tag)")
    }

    private func outcome(_ deployment: Deployment) -> String {
        let word = deployment.outcome?.rawValue ?? "unfinished"
        return deployment.statement.isRollBack ? "\(word) (roll-back)" : word
    }
}

/// The environments in JSON. Stable: keys may be added, none is taken away.
package struct EnvironmentsDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ rows: [EnvironmentRow]) {
        json = .object([
            "environments": rows.map { row in
                JSONValue.object([
                    "environment": row.environment.name, "running": row.deployments.running.map(Self.deployment),
                    // Of each component that something was deployed of; only in repositories that have several.
                    "components": row.running.count < 2 ? nil : JSONValue.array(row.running.map(Self.deployment)),
                    "waiting": row.waiting, "deployments": row.deployments.all.map(Self.deployment),
                ])
            }
        ])
    }

    private static func deployment(_ deployment: Deployment) -> JSONValue {
        .object([
            "release": deployment.release,
            // Absent where something was deployed that no release tag marks.
            "tag": deployment.statement.isTagged ? deployment.statement.tag : nil,
            "commit": deployment.statement.commit,
            "started": deployment.started, "ended": deployment.ended,
            // Absent while it is under way, or where it was cut off.
            "outcome": deployment.outcome, "exit": deployment.exit, "by": deployment.by,
            "rollBack": deployment.statement.isRollBack, "note": deployment.note,
            "command": deployment.statement.command,
        ])
    }
}
