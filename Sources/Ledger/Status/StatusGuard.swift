/// What has to be true of a release item before it may enter a status.
package enum StatusGuard: String, CaseIterable, Sendable {
    /// It has commits in the release, or is declared to need none.
    case linked
    /// Who moves it there made none of its commits.
    case reviewed
    /// None of its commits is left outside the candidate.
    case integrated
    /// The latest result of every mandatory case of this stage is a pass on this content.
    case integrationTests = "integration-tests"
    case acceptanceTests = "acceptance-tests"
    /// Every role that the policy asks for approved this content, and none rejects it.
    case signedOff = "signed-off"
    /// It was deployed to production with success.
    case deployed
    /// No open incident is held against the release.
    case settled

    /// What is missing where it is not met.
    package var missing: String {
        switch self {
        case .linked: "a commit in the release"
        case .reviewed: "a reviewer who made none of its commits"
        case .integrated: "all of its commits in the candidate"
        case .integrationTests: "a pass of its integration cases"
        case .acceptanceTests: "a pass of its acceptance cases"
        case .signedOff: "the sign-off of this content"
        case .deployed: "a deployment to production"
        case .settled: "an end of the open incidents that the release caused"
        }
    }
}
