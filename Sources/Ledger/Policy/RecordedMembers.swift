/// What sign-offs hold since which format of the ledger.
extension Policy {
    /// The format that brought `answers` and `binding`.
    package static let answersFormat = 2

    /// Whether sign-offs name the rejections that they answer and what they rest on.
    package var recordsAnswers: Bool { needs >= Self.answersFormat }
}
