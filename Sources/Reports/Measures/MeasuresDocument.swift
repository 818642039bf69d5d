package import Changes
import Ledger
package import Releases

/// Measures in JSON. Stable: keys may be added, none is taken away.
package struct MeasuresDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ measures: Measures) {
        json = .object([
            "year": measures.year,
            "measures": measures.figures.map { figure in
                // Absent where nothing can be said.
                JSONValue.object([
                    "id": figure.id, "title": figure.title, "value": figure.value?.shown, "unit": figure.unit,
                    "n": figure.count, "beside": figure.left,
                ])
            },
            "releases": measures.releases.map { release in
                JSONValue.object([
                    "release": release.release, "first": release.first, "deployed": release.isDeployed,
                    "emergency": release.isEmergency, "items": release.items, "planned": release.planned,
                    "caused": release.caused, "suspected": release.suspected, "fixed": release.fixed,
                ])
            },
            "unattributed": measures.unattributed,
        ])
    }
}

/// Measures as comma-separated values (RFC 4180): a line a figure, then, after an empty one, a line a release.
package struct MeasuresTable {
    private let measures: Measures

    package init(_ measures: Measures) { self.measures = measures }

    package var text: String {
        let figures =
            [["measure", "value", "unit", "n", "beside"]]
            + measures.figures.map {
                [$0.id, $0.value?.shown ?? "", $0.unit, "\($0.count)", $0.left]
            }
        let releases =
            [["release", "first", "deployed", "emergency", "items", "planned", "caused", "suspected", "fixed"]]
            + measures.releases.map { release in
                [
                    release.release.description, release.first.description, "\(release.isDeployed)",
                    "\(release.isEmergency)", "\(release.items)", "\(release.planned)", "\(release.caused.count)",
                    "\(release.suspected.count)", "\(release.fixed.count)",
                ]
            }
        return (figures + [[]] + releases).map { $0.map(Self.cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A cell that begins like a formula would be one (T14).
    private static func cell(_ text: String) -> String {
        let plain = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
        guard plain.contains(where: { "\",\n\r".contains($0) }) else { return plain }
        return "\"" + plain.replacing("\"", with: "\"\"") + "\""
    }
}
