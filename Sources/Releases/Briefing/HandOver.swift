package import Changes
package import Git
package import Ledger

/// What those who help users get before a release goes into production.
package struct HandOver: Sendable {
    package let version: Version
    package let commit: ObjectID
    package let manager: String?
    /// When it is to go into production.
    package let from: Timestamp?
    package let until: Timestamp?
    package let briefing: ReleaseBriefing
    package let configuration: ConfigurationChanges
    package let earlyLife: TimeSpan?
    package let contact: String?

    /// What it says as one text, the same for the same content: what is taken over is known by it.
    package var json: JSONValue {
        .object([
            "release": version, "commit": commit, "manager": manager, "from": from, "until": until,
            "earlyLife": earlyLife?.description, "contact": contact,
            "knownErrors": briefing.knownErrors.map { item in
                JSONValue.object([
                    "id": item.id, "title": item.title, "severity": item[.severity], "workaround": item[.workaround],
                ])
            },
            "userActions": briefing.userActions.map { JSONValue.object(["id": $0.item, "text": $0.text]) },
            "fixed": briefing.fixed.map { JSONValue.object(["id": $0.id, "title": $0.title]) },
            "configuration": configuration.files.map { file in
                JSONValue.object([
                    "path": file.file.path.pathText, "configurationItems": file.file.items,
                    "keys": file.entries.map(\.change.path.text), "moreChanges": file.moreChanges,
                ])
            },
        ])
    }

    /// The ID that its text would have as a blob.
    package func content() throws -> ObjectID { try Repository.id(of: json.bytes(), .blob) }
}

/// Who took a release over.
package struct HandOverStanding: Sendable {
    package struct Acknowledgement: Hashable, Sendable {
        package let at: Timestamp
        package let by: Person
        /// Whether it is of what would be handed over today.
        package let isCurrent: Bool
    }

    package let role: String
    /// What would be handed over today.
    package let content: ObjectID
    /// By members of the role, in the order of their records.
    package let acknowledgements: [Acknowledgement]

    package init(role: String, content: ObjectID, acknowledgements: [Acknowledgement]) {
        self.role = role
        self.content = content
        self.acknowledgements = acknowledgements
    }

    /// - Parameter content: what would be handed over today.
    package init(role: String, content: ObjectID, in sequence: RecordSequence, _ policy: Policy) {
        self.role = role
        self.content = content
        acknowledgements = sequence.records.compactMap { stored in
            guard case .handover(let statement) = stored.record.statement, statement.role == role,
                policy.mayAct(stored.author, as: role)
            else { return nil }
            return Acknowledgement(at: stored.record.at, by: stored.author, isCurrent: statement.content == content)
        }
    }
}

extension FactsGatherer {
    package func handOver(of facts: GateFacts) throws -> HandOver {
        let scope = facts.range.scope
        let touched = try repository.configurationItems(
            changedFrom: scope.base?.commit, to: scope.candidate, in: facts.version, policy)
        let items = try ledger.items(Set(facts.items.planned))
        return HandOver(
            version: facts.version, commit: scope.candidate, manager: facts.plan?.manager, from: facts.plan?.from,
            until: facts.plan?.until,
            briefing: ReleaseBriefing(
                facts.version, items: Array(items.values), troubles: try ledger.troubles(policy), touched: touched),
            configuration: try ConfigurationReader(repository, policy: policy.configuration).changes(
                from: scope.base?.commit, to: scope.candidate, by: facts.contents),
            earlyLife: policy.earlyLife, contact: policy.announcements.contact ?? facts.plan?.manager)
    }

    /// Nil where nobody has to take it over.
    func handOverStanding(of facts: GateFacts, to environment: DeploymentEnvironment) throws -> HandOverStanding? {
        guard let role = policy.handoverRole, policy.isProduction(environment.name) else { return nil }
        return HandOverStanding(
            role: role, content: try handOver(of: facts).content(), in: try ledger.records(of: .release(facts.version)),
            policy)
    }
}
