/// From whom announcements come, to whom they go, and whom people can ask.
package struct AnnouncementPolicy: Hashable, Sendable {
    package var sender: String?
    package var recipients: [String] = []
    package var contact: String?
}

extension PolicyKey {
    static let communication = [
        PolicyKey(
            "announce.from", "Whom announcements come from (`sluice announce`): `Releases <releases@example.org>`."
        ) { policy, value, _ in policy.announcements.sender = value },
        PolicyKey("announce.to", isRepeatable: true, "To whom they go.") { policy, value, _ in
            policy.announcements.recipients.append(value)
        },
        PolicyKey("announce.contact", "Whom people can ask. The release's manager where nothing is said.") {
            policy, value, _ in policy.announcements.contact = value
        },
        PolicyKey(
            "handover.role",
            "The role that has to take a release over before it goes into production (`sluice handover`), as the service",
            "desk does: what is announced, which errors are known. None by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            policy.handoverRole = try role(value)
        },
        PolicyKey(
            "handover.early-life",
            "How long a release is watched after it went into production: `14d`. Not said by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            guard let span = TimeSpan(value) else { throw .noTimeSpan(value) }
            policy.earlyLife = span
        },
    ]
}
