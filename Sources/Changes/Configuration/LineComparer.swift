/// Tells two texts apart by their lines, each with its place.
struct LineComparer {
    private let format: ConfigurationFormat
    private var told = BoundedChanges()

    init(format: ConfigurationFormat) { self.format = format }

    func changes(from old: [UInt8]?, to new: [UInt8]?) -> BoundedChanges {
        var comparer = self
        let (oldLines, newLines) = (PlacedLines(old ?? [], format: format), PlacedLines(new ?? [], format: format))
        comparer.compare(oldLines.lines, newLines.lines)
        return comparer.told
    }

    private mutating func compare(_ old: [PlacedLine], _ new: [PlacedLine]) {
        var numbers = Numbering<PlacedLine.Content>()
        let oldNumbers = numbers.numbers(of: old.lazy.map(\.content))
        let newNumbers = numbers.numbers(of: new.lazy.map(\.content))
        let (oldSecrets, newSecrets) = (SecretLines(old), SecretLines(new))
        for stretch in SequenceDifference(old: oldNumbers, new: newNumbers).stretches() {
            tell(
                old[stretch.old].map { ($0, oldSecrets.masked($0)) },
                new[stretch.new].map { ($0, newSecrets.masked($0)) })
        }
    }

    /// Lines of one place are held against each other in their order; the rest is removed and added.
    private mutating func tell(_ old: [(PlacedLine, MaskedText)], _ new: [(PlacedLine, MaskedText)]) {
        for index in 0..<max(old.count, new.count) {
            let before = index < old.count ? old[index] : nil
            let after = index < new.count ? new[index] : nil
            if let before, let after, before.0.content.place == after.0.content.place {
                append(.changed, at: after.0, old: before.1, new: after.1)
            } else {
                if let before { append(.removed, at: before.0, old: before.1) }
                if let after { append(.added, at: after.0, new: after.1) }
            }
        }
    }

    private mutating func append(
        _ kind: ConfigurationChange.Kind, at line: PlacedLine, old: MaskedText? = nil, new: MaskedText? = nil
    ) {
        let components = line.content.place.map { ConfigurationPath.Component.key($0) } + [.line(line.number)]
        told.append(ConfigurationChange(path: ConfigurationPath(components), kind: kind, old: old, new: new))
    }
}
