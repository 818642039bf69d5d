/// What records hold since which format of the ledger.
extension Policy {
    /// The format that brought `answers` and `binding`.
    package static let answersFormat = 2

    /// Whether sign-offs name the rejections that they answer and what they rest on.
    package var recordsAnswers: Bool { needs >= Self.answersFormat }

    /// The format that brought what goes: items that are planned to go, and commits of the base in manifests and sign-offs.
    package static let goingFormat = 3

    /// Whether decisions about items cover the commits of the base that go.
    package var recordsGoing: Bool { needs >= Self.goingFormat }

    /// Whether approvals of deployments name the refusals that they answer.
    package var recordsClearanceAnswers: Bool { needs >= ClearanceStatement.answersFormat }

    /// Whether results of tests say what their case said.
    package var recordsTriedCases: Bool { needs >= TestResultStatement.triedFormat }

    /// Whether an exemption can be about what a release loses or brings back.
    package var recordsReleaseOfExemptions: Bool { needs >= ExemptionStatement.releaseFormat }
}
