import Changes
import Ledger
import Releases

/// One figure with what it rests on.
struct Measure: Sendable {
    /// `lead-time`: the name in JSON and CSV.
    let id: String
    let title: String
    /// As people read it; `n/a` where nothing can be said.
    let shown: String
    /// Nil where nothing can be said.
    let value: Double?
    let unit: String
    /// How many things it rests on.
    let count: Int
    /// What it leaves out, in words; empty where nothing.
    let left: String
}

extension Measures {
    /// The figures of the whole span, in the order in which they are told.
    var figures: [Measure] {
        [
            Measure(
                id: "releases", title: isByDeployment ? "releases" : "releases (by tag: no deployment is recorded)",
                shown: "\(releases.count)", value: Double(releases.count), unit: "releases", count: releases.count,
                left: emergencies > 0 ? "\(counted(emergencies, "emergency", "emergencies")) among them" : ""),
            Measure(
                id: "items-per-release", title: "items per release", shown: number(mean(releases.map(\.items))),
                value: mean(releases.map(\.items)), unit: "items", count: releases.count,
                left:
                    "median \(releases.map(\.items).sorted().median ?? 0), planned \(releases.reduce(0) { $0 + $1.planned })"
            ),
            Measure(
                id: "incidents-per-release", title: "incidents caused per release",
                shown: number(mean(releases.map(\.caused.count))), value: mean(releases.map(\.caused.count)),
                unit: "incidents", count: releases.reduce(0) { $0 + $1.caused.count },
                left: "\(releases.reduce(0) { $0 + $1.suspected.count }) suspected, \(unattributed.count) unattributed"),
            newAgainstFixed,
            Measure(
                id: "deployment-frequency", title: "deployments to production per day",
                shown: attempts.isEmpty ? "n/a" : number(Double(successes) / Double(days)),
                value: attempts.isEmpty ? nil : Double(successes) / Double(days), unit: "per day", count: successes,
                left: "\(counted(days, "day"))"),
            Measure(
                id: "lead-time", title: "lead time for changes (median)",
                shown: leadTimes.median.map { TimeSpan(seconds: $0).description } ?? "n/a",
                value: leadTimes.median.map { Double($0) }, unit: "seconds", count: leadTimes.count,
                left: untimed > 0 ? "\(counted(untimed, "commit")) not here, or with an absurd date" : ""),
            Measure(
                id: "change-fail-rate", title: "change fail rate",
                shown: attempts.isEmpty ? "n/a" : "\(failures.count * 100 / attempts.count) %",
                value: attempts.isEmpty ? nil : Double(failures.count) / Double(attempts.count), unit: "of attempts",
                count: attempts.count, left: "\(failures.count) of \(attempts.count)"),
            Measure(
                id: "recovery-time", title: "failed deployment recovery time (median)",
                shown: recoveryTimes.median.map { TimeSpan(seconds: $0).description } ?? "n/a",
                value: recoveryTimes.median.map { Double($0) }, unit: "seconds", count: recoveryTimes.count,
                left: unrecovered.isEmpty ? "" : "\(unrecovered.count) without both dates"),
        ]
    }

    private var newAgainstFixed: Measure {
        let (new, fixed) = (Set(releases.flatMap(\.caused)).count, Set(releases.flatMap(\.fixed)).count)
        let ratio = fixed == 0 ? nil : Double(new) / Double(fixed)
        return Measure(
            id: "new-against-fixed", title: "new against fixed issues",
            shown: ratio.map(number) ?? "n/a (\(new) new)", value: ratio, unit: "new per fixed", count: new + fixed,
            left: "\(new) new, \(fixed) fixed, difference \(new - fixed)")
    }

    private var isByDeployment: Bool { releases.contains(where: \.isDeployed) || releases.isEmpty }
    private var untimed: Int { releases.reduce(0) { $0 + $1.untimed } }

    private func mean(_ numbers: [Int]) -> Double? {
        numbers.isEmpty ? nil : Double(numbers.reduce(0, +)) / Double(numbers.count)
    }

    private func number(_ value: Double?) -> String { value.map { $0.shown } ?? "n/a" }
}

extension Double {
    /// With two digits behind the point, without zeros at the end; `1.5`, `0.03`.
    var shown: String {
        let hundredths = Int64((self * 100).rounded())
        let (whole, rest) = (hundredths / 100, abs(hundredths % 100))
        if rest == 0 { return "\(whole)" }
        let digits = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
        return (self < 0 && whole == 0 ? "-" : "") + "\(whole).\(digits)"
    }
}
