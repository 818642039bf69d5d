/// A stage of a release item, as the policy defines it.
package struct ReleaseStatus: Hashable, Sendable {
    /// What records and commands name it by; never given to another status later.
    package let id: String
    package internal(set) var label: String
    package internal(set) var statusClass: StatusClass
    /// The roles that move items into it by hand; one that names nobody limits nobody. Empty for anyone.
    package internal(set) var roles: [String] = []
    /// What has to be true to enter it.
    package internal(set) var guards: [StatusGuard] = []
    /// Skipped, and holding nothing, where false.
    package internal(set) var isEnabled = true

    package init(
        _ id: String, _ label: String, _ statusClass: StatusClass, by roles: [String] = [],
        guards: [StatusGuard] = [], isEnabled: Bool = true
    ) {
        self.id = id
        self.label = label
        self.statusClass = statusClass
        self.roles = roles
        self.guards = guards
        self.isEnabled = isEnabled
    }

    /// The two ends that every engine has beside its ladder.
    package static let rejected = ReleaseStatus("rejected", "Rejected", .rejected)
    package static let withdrawn = ReleaseStatus("withdrawn", "Withdrawn", .withdrawn)
    package static let ends = [rejected, withdrawn]
}
