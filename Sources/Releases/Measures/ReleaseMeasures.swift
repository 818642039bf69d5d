package import Changes
import Git
package import Ledger

/// What is counted of one release (Design, "Measures"). Its candidates are the release, and no releases of their own.
package struct ReleaseMeasures: Sendable {
    /// The final version; as long as it is not tagged, its latest candidate.
    package let release: Version
    /// The release with its candidates, as far as they were tagged.
    package let versions: Set<Version>
    /// When it first ran in production; when it was tagged, where no deployment is recorded.
    package let first: Timestamp
    package let isDeployed: Bool
    package let isEmergency: Bool
    /// Items with live commits in it, or declared to need none.
    package let items: Int
    package let planned: Int
    /// Incidents that it caused for sure, and those that somebody, or their time and place, suspect it of. Sorted.
    package let caused: [ItemID]
    package private(set) var suspected: [ItemID]
    /// Incidents and problems that its items put right. Sorted.
    package let fixed: [ItemID]
    /// For each live commit, seconds from its commit time to the first deployment that had it.
    package let leadTimes: [Int64]
    /// Commits whose time nobody knows here: they are not in this clone, or have a date that no commit can have.
    package let untimed: Int

    /// Incidents caused for each one fixed; nil where none is fixed.
    package var newAgainstFixed: Double? { fixed.isEmpty ? nil : Double(caused.count) / Double(fixed.count) }
}

/// What measures are made of, read once.
package struct MeasuredHistory: Sendable {
    /// Releases that were tagged, with their manifests.
    package let plans: [ReleasePlan]
    /// Incidents and problems.
    package let troubles: [Item]
    package let types: [ItemID: ReleaseType]
    /// To production, in the order of their records; nil where the policy has no such environment.
    package let deployments: Deployments?
    /// The configuration items of which each tagged release changed a file.
    package let touched: [Version: Set<String>]
    /// When each tagged release was tagged.
    package let tagged: [Version: Timestamp]
    /// Seconds since 1970, of the commits that are here and have a date that a commit can have.
    package let commitTimes: [String: Int64]

    package init(
        plans: [ReleasePlan], troubles: [Item], types: [ItemID: ReleaseType], deployments: Deployments?,
        touched: [Version: Set<String>], tagged: [Version: Timestamp], commitTimes: [String: Int64]
    ) {
        self.plans = plans
        self.troubles = troubles
        self.types = types
        self.deployments = deployments
        self.touched = touched
        self.tagged = tagged
        self.commitTimes = commitTimes
    }
}

/// All measures of a span of time.
package struct Measures: Sendable {
    /// The year that is looked at; nil for all times.
    package let year: Int?
    /// By the time at which each first ran in production.
    package let releases: [ReleaseMeasures]
    /// Deployments to production that came to an end.
    package let attempts: [Deployment]
    /// Those of them that failed, were rolled back, or that a confirmed incident followed.
    package let failures: [Deployment]
    /// Days from the first to the last of them, or of the year; at least one.
    package let days: Int
    /// Seconds from noticing to solving, of incidents that releases caused for sure. Sorted.
    package let recoveryTimes: [Int64]
    /// Incidents of the span of which nobody said what caused them.
    package let unattributed: [ItemID]
    /// Incidents caused for sure that are not solved, or not dated.
    package let unrecovered: [ItemID]

    /// - Parameter only: look at this release alone.
    package init(_ history: MeasuredHistory, year: Int? = nil, only: Version? = nil) {
        self.year = year
        let isWanted = { (moment: Timestamp) in year == nil || moment.year == year }
        let all = Dictionary(grouping: history.plans) { $0.version.final }.values
            .compactMap { ReleaseMeasures($0.sorted { $0.version < $1.version }, history) }
            .sorted { ($0.first, $0.release) < ($1.first, $1.release) }.suspected(history)
        releases = all.filter { isWanted($0.first) && (only == nil || $0.release.final == only?.final) }
        let ended = (history.deployments?.all ?? []).filter { deployment in
            !deployment.isUnfinished && isWanted(deployment.started)
                && (only == nil || deployment.release.final == only?.final)
        }
        attempts = ended
        let harmful = all.filter { !$0.caused.isEmpty }.reduce(into: Set()) { $0.formUnion($1.versions) }
        let backs = Set(ended.filter(\.statement.isRollBack).map(\.record))
        failures = ended.enumerated().filter { place, deployment in
            deployment.outcome != .succeeded
                || harmful.contains(deployment.release) && !backs.contains(deployment.record)
                || ended.indices.contains(place + 1) && backs.contains(ended[place + 1].record)
        }.map(\.element)
        days = Self.days(of: ended, year: year)
        let caused = Set(releases.flatMap(\.caused))
        let known = history.troubles.filter { caused.contains($0.id) }
        recoveryTimes = known.compactMap(\.recoveryTime).sorted()
        unrecovered = known.filter { $0.recoveryTime == nil }.map(\.id)
        unattributed = history.troubles.filter { item in
            item.noun == .incident && item.cause == nil && isWanted(item.noticed)
        }.map(\.id)
    }

    private static func days(of deployments: [Deployment], year: Int?) -> Int {
        if let year { return Day(year: year, month: 2, day: 29) == nil ? 365 : 366 }
        guard let first = deployments.map(\.started).min(), let last = deployments.map(\.started).max() else {
            return 1
        }
        return max(1, Int((last.seconds - first.seconds) / 86_400))
    }

    package var successes: Int { attempts.count { $0.outcome == .succeeded } }
    package var emergencies: Int { releases.count(where: \.isEmergency) }
    package var leadTimes: [Int64] { releases.flatMap(\.leadTimes).sorted() }
}

extension ReleaseMeasures {
    /// - Parameter plans: of the candidates of one release and of itself, the last one last.
    /// - Returns: nil for a release that was never tagged.
    fileprivate init?(_ plans: [ReleasePlan], _ history: MeasuredHistory) {
        let plans = plans.filter { !$0.manifests.isEmpty && history.tagged[$0.version] != nil }
        guard let plan = plans.last, let manifest = plan.manifests.first, let tagged = history.tagged[plan.version]
        else { return nil }
        let versions = Set(plans.map(\.version))
        let deployments = plans.compactMap { plan in
            history.firstDeployment(of: plan.version).map { (end: $0, commits: plan.commits) }
        }
        release = plan.version
        self.versions = versions
        first = deployments.map(\.end).min() ?? tagged
        isDeployed = !deployments.isEmpty
        let items = manifest.items
        isEmergency =
            plans.contains { $0.type == .emergency } || items.contains { history.types[$0] == .emergency }
        let live = manifest.commits.filter { $0.gone != true }
        let withCommits = Set(live.flatMap(\.items).map(\.item))
        self.items = items.count { withCommits.contains($0) || plan.withoutCommits.contains($0) }
        planned = items.count
        let blamed = history.troubles.filter { $0.noun == .incident && $0.isCaused(byOneOf: versions, history) }
        caused = blamed.filter { $0.cause?.isConfirmed == true }.map(\.id).sorted()
        suspected = blamed.filter { $0.cause?.isConfirmed != true }.map(\.id).sorted()
        let own = Set(items)
        fixed = history.troubles.filter { !own.isDisjoint(with: $0.fixes) }.map(\.id).sorted()
        let commits = live.map(\.commit)
        untimed = commits.count { history.commitTimes[$0.description] == nil }
        leadTimes = commits.compactMap { commit in
            guard let time = history.commitTimes[commit.description],
                let end = deployments.filter({ $0.commits.contains(commit) }).map(\.end).min()
            else { return nil }
            return max(0, end.seconds - time)
        }
    }
}

extension MeasuredHistory {
    /// When a version first ran in production.
    fileprivate func firstDeployment(of version: Version) -> Timestamp? {
        deployments?.all.filter { $0.release == version && $0.outcome == .succeeded }.compactMap(\.ended).min()
    }
}

extension ReleasePlan {
    fileprivate var commits: Set<ObjectID> { Set((manifests.first?.commits ?? []).map(\.commit)) }
}

extension [ReleaseMeasures] {
    /// Incidents of which nobody said what caused them are suspected of the release before them, if that was at most 30 days
    /// before and changed a configuration item that they are about.
    fileprivate func suspected(_ history: MeasuredHistory) -> [ReleaseMeasures] {
        let incidents = history.troubles.filter { $0.noun == .incident && $0.cause == nil && !$0.affects.isEmpty }
        return enumerated().map { place, release in
            let touched = release.versions.reduce(into: Set()) { $0.formUnion(history.touched[$1] ?? []) }
            let end = Timestamp(seconds: release.first.seconds + 30 * 86_400)
            let next = indices.contains(place + 1) ? Swift.min(end, self[place + 1].first) : end
            return release.suspected(
                of: incidents.filter { incident in
                    release.first < incident.noticed && incident.noticed < next
                        && !touched.isDisjoint(with: incident.affects)
                }.map(\.id))
        }
    }
}

extension ReleaseMeasures {
    fileprivate func suspected(of incidents: [ItemID]) -> ReleaseMeasures {
        var measures = self
        measures.suspected = Set(suspected + incidents).sorted()
        return measures
    }
}

extension Item {
    /// An item's trouble is that of the first release that has the item.
    fileprivate func isCaused(byOneOf versions: Set<Version>, _ history: MeasuredHistory) -> Bool {
        switch cause?.origin {
        case .release(let version): versions.contains(version)
        case .item(let item):
            history.plans.filter { $0.manifests.first?.items.contains(item) == true }.map(\.version).min()
                .map(versions.contains) ?? false
        case nil: false
        }
    }

    fileprivate var noticed: Timestamp { opened?.moment ?? added }

    fileprivate var recoveryTime: Int64? {
        guard let opened, let resolved else { return nil }
        return max(0, opened.seconds(to: resolved))
    }
}

extension Timestamp {
    package var year: Int { Int(description.prefix(4)) ?? 0 }
}

extension Array where Element: BinaryInteger {
    /// Of sorted numbers; of two in the middle the lower one. Nil where there are none.
    package var median: Element? { isEmpty ? nil : self[(count - 1) / 2] }
}
