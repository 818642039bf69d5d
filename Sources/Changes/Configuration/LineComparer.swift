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
            tell(old[stretch.old], new[stretch.new], oldSecrets, newSecrets)
        }
    }

    /// Lines of one place are held against each other in their order; the rest is removed and added.
    private mutating func tell(
        _ old: ArraySlice<PlacedLine>, _ new: ArraySlice<PlacedLine>, _ oldSecrets: SecretLines,
        _ newSecrets: SecretLines
    ) {
        for index in 0..<max(old.count, new.count) {
            let before = index < old.count ? old[old.startIndex + index] : nil
            let after = index < new.count ? new[new.startIndex + index] : nil
            if let before, let after, before.content.place == after.content.place {
                append(.changed, at: after, old: oldSecrets.masked(before), new: newSecrets.masked(after))
            } else {
                if let before { append(.removed, at: before, old: oldSecrets.masked(before)) }
                if let after { append(.added, at: after, new: newSecrets.masked(after)) }
            }
        }
    }

    private mutating func append(
        _ kind: ConfigurationChange.Kind, at line: PlacedLine, old: @autoclosure () -> MaskedText? = nil,
        new: @autoclosure () -> MaskedText? = nil
    ) {
        told.append(ConfigurationChange(path: line.path, kind: kind, old: old(), new: new()))
    }
}

extension PlacedLine {
    fileprivate var path: ConfigurationPath {
        ConfigurationPath(content.place.map { .key($0) } + [.line(number)])
    }
}
