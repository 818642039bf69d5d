/// The ladder of release statuses in force, and what may follow what.
package struct StatusEngine: Hashable, Sendable {
    /// Where a ladder comes from.
    package enum Profile: String, CaseIterable, Sendable {
        /// ITIL's ladder, as ]project-open[ ships it.
        case itil
        /// The same, moved by anyone at any time.
        case free
        /// The statuses of the policy's own sections, in their order.
        case own
    }

    package internal(set) var profile: Profile
    /// All of the ladder, the first one first, the disabled ones among them.
    package internal(set) var ladder: [ReleaseStatus] {
        didSet { rungs = ladder.filter(\.isEnabled) }
    }
    /// Those that hold items, the first one first. Kept, as a gate asks for them many times an item.
    package private(set) var rungs: [ReleaseStatus]

    package init(_ profile: Profile = .itil, ladder: [ReleaseStatus]? = nil) {
        self.profile = profile
        self.ladder = ladder ?? Self.preset(profile)
        rungs = self.ladder.filter(\.isEnabled)
    }

    /// Where every item begins.
    package var initial: ReleaseStatus { rungs.first ?? ReleaseStatus("developing", "Developing", .build) }

    /// A status that holds items, by its ID.
    package subscript(id: String) -> ReleaseStatus? {
        rungs.first { $0.id == id } ?? ReleaseStatus.ends.first { $0.id == id }
    }

    /// The place of a status on the ladder, counted without the disabled ones; nil off the ladder.
    package func rung(of status: ReleaseStatus) -> Int? { rung(of: status.id) }

    func rung(of id: String) -> Int? { rungs.firstIndex { $0.id == id } }

    /// The next one to the right; nil at the end and off the ladder.
    package func next(after status: ReleaseStatus) -> ReleaseStatus? {
        rung(of: status).flatMap { $0 + 1 < rungs.count ? rungs[$0 + 1] : nil }
    }

    /// The next one to the left; nil at the beginning and off the ladder.
    package func previous(before status: ReleaseStatus) -> ReleaseStatus? {
        rung(of: status).flatMap { $0 > 0 ? rungs[$0 - 1] : nil }
    }

    /// What is passed on the way up, the last one being where it ends. Empty where the way does not lead up.
    package func steps(from start: ReleaseStatus, to end: ReleaseStatus) -> [ReleaseStatus] {
        guard let first = rung(of: start), let last = rung(of: end), first < last else { return [] }
        return Array(rungs[(first + 1)...last])
    }

    /// The status that a person means: by its ID, its label, or the only one that begins so, capitals not minding.
    package func statuses(named text: String) -> [ReleaseStatus] {
        let word = Self.normal(text)
        let all = rungs + ReleaseStatus.ends
        let exact = all.filter { Self.normal($0.id) == word || Self.normal($0.label) == word }
        return exact.isEmpty
            ? all.filter { Self.normal($0.id).hasPrefix(word) || Self.normal($0.label).hasPrefix(word) } : exact
    }

    private static func normal(_ text: String) -> String {
        String(decoding: text.lowercased().utf8.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0 }, as: UTF8.self)
    }
}

extension StatusEngine {
    static func preset(_ profile: Profile) -> [ReleaseStatus] {
        switch profile {
        case .itil: itil
        case .free: itil.map { ReleaseStatus($0.id, $0.label, $0.statusClass) }
        case .own: []
        }
    }

    /// The table of Design, "Release status".
    private static let itil = [
        ReleaseStatus("developing", "Developing", .build),
        ReleaseStatus("ready-for-review", "Ready for Review", .review, by: ["developer"], guards: [.linked]),
        ReleaseStatus(
            "ready-for-integration", "Ready for Integration", .integrate, by: ["reviewer"], guards: [.reviewed]),
        ReleaseStatus(
            "ready-for-integration-test", "Ready for Integration Test", .test, by: ["integrator"], guards: [.integrated]
        ),
        ReleaseStatus(
            "ready-for-acceptance-test", "Ready for Acceptance Test", .accept, by: ["qa"], guards: [.integrationTests]),
        ReleaseStatus(
            "ready-for-production", "Ready for Production", .approved, by: ["qa"],
            guards: [.acceptanceTests, .signedOff]),
        ReleaseStatus(
            "ready-to-be-closed", "Ready to be Closed", .deployed, by: ["release-manager", "ci"], guards: [.deployed]),
        ReleaseStatus("closed", "Closed", .closed, by: ["release-manager"], guards: [.settled]),
    ]
}
