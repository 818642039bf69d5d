import Ledger
import Releases

/// The time that somebody asks a gate about.
enum GateTime {
    static let help = "ask about another time than now: 'fri 22:00', -3d; nothing is decided by the answer"

    /// Nil where the question is about now.
    static func asked(_ text: String?, _ workspace: Workspace) throws -> Timestamp? {
        try text.map { try TimeInput.moment($0, option: "--at", now: workspace.now(), zone: .here) }
    }
}
