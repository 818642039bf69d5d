/// From whom announcements come, to whom they go, and whom people can ask.
package struct AnnouncementPolicy: Hashable, Sendable {
    package var sender: String?
    package var recipients: [String] = []
    package var contact: String?
}

extension PolicyKey {
    static let communication = [
        PolicyKey(
            "announce.from", "The sender of announcements (`sluice announce`): `Releases <releases@example.org>`."
        ) { policy, value, _ in policy.announcements.sender = value },
        PolicyKey("announce.to", isRepeatable: true, "The addresses that they go to.") { policy, value, _ in
            policy.announcements.recipients.append(value)
        },
        PolicyKey("announce.contact", "The contact for questions; by default the release's manager.") {
            policy, value, _ in policy.announcements.contact = value
        },
        PolicyKey(
            "handover.role",
            "The role that has to take a release over before it goes into production (`sluice handover`), as the service",
            "desk does. None by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            policy.handoverRole = try role(value)
        },
        PolicyKey(
            "handover.early-life",
            "How long a release is watched after it went into production: `14d`. None by default."
        ) { policy, value, _ throws(PolicyValueProblem) in
            guard let span = TimeSpan(value) else { throw .noTimeSpan(value) }
            policy.earlyLife = span
        },
    ]
}
