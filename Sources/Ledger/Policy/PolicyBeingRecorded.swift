extension Policy {
    /// Reads a text that is to become a version of the policy: unlike in versions that are recorded, nothing may be in it that
    /// is displayed and not enforced.
    ///
    /// - Throws: `PolicyProblem`: the first thing that is wrong, with its line.
    package init(toRecord text: [UInt8], version: Int) throws {
        try self.init(text: text, version: version)
        guard thresholds[Self.administrators, default: 1] > 1 else { return }
        let name = "role.\(Self.administrators).threshold"
        throw PolicyProblem.badValue(
            line: PolicyLines(text).line(of: name, occurrence: 0), name: name, .administratorsThreshold)
    }
}

extension PolicyProblem {
    /// Whether the text says something that nothing obeys.
    package var isUnenforced: Bool {
        if case .badValue(_, _, .administratorsThreshold) = self { true } else { false }
    }
}
