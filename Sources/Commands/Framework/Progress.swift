/// A line on a terminal's standard error that shows how far long work has come.
final class Progress {
    private let descriptor: Descriptor
    private let isShown: Bool
    private let patience: Duration
    private let start = ContinuousClock.now
    private var line = ""

    /// - Parameter patience: how long nothing is shown, since most work ends before anybody wonders.
    init(on descriptor: Descriptor, isShown: Bool, patience: Duration = .seconds(1)) {
        self.descriptor = descriptor
        self.isShown = isShown
        self.patience = patience
    }

    /// Shows how much of some work is done: `reading commits: 40 % (400/1000)`.
    func show(_ work: String, _ done: Int, of total: Int) {
        guard isShown, total > 0, done * 100 / total != (done - 1) * 100 / total else { return }
        guard start.duration(to: .now) >= patience else { return }
        replaceLine(by: "\(work): \(done * 100 / total) % (\(done)/\(total))")
    }

    /// Shows how much of some work is done whose end nobody knows: `reading commits: 4096`.
    func show(_ work: String, _ done: Int) {
        guard isShown, start.duration(to: .now) >= patience else { return }
        replaceLine(by: "\(work): \(done)")
    }

    /// Takes the line away.
    func clear() {
        if !line.isEmpty { replaceLine(by: "") }
    }

    private func replaceLine(by text: String) {
        line = text
        // Progress is a courtesy: an error of writing it must not stop the work.
        try? descriptor.write(Array("\r\u{1B}[K\(text)".utf8))
    }
}
