import Changes
import Git
import Releases
import Reports
import System

/// The words about the request whose commits are checked: of its host, and on the command line.
struct CheckedMessage {
    /// Nil where only commits are checked.
    let request: HostRequest?
    private let given: [UInt8]?
    private let method: HostRequest.Method?

    init(_ invocation: Invocation<CheckMerge>) throws {
        let sources = [invocation.event, invocation.isPipeline ? "" : nil].compactMap(\.self)
        let messages = [invocation.title, invocation.messageFile].compactMap(\.self)
        guard sources.count < 2 && messages.count < 2 else {
            let names = sources.count > 1 ? "--event and --pipeline" : "--title and --message-file"
            throw Failure(.usage, "\(names) exclude each other", hints: ["give one of them"])
        }
        request = try Self.request(invocation)?.titled(invocation.title, body: invocation.body)
        given = try Self.message(invocation, isOfRequest: request != nil)
        method = invocation.method
        guard invocation.body == nil || invocation.title != nil || request != nil else {
            throw Failure(.usage, "--body needs the title that it is below", hints: ["give it: `--title <title>`"])
        }
        guard method != .squash || given != nil || request?.title != nil else {
            throw Failure(
                .usage, "nothing says what message the squash commit has",
                hints: ["give it: `--title <title of the request>` or `--message-file <file>`"])
        }
    }

    private static func request(_ invocation: Invocation<CheckMerge>) throws -> HostRequest? {
        if let file = invocation.event { return try event(in: file) }
        guard invocation.isPipeline else { return nil }
        let variables = RequestVariables { invocation.environment.nonempty($0) }
        if let request = variables.request { return request }
        if let file = variables.eventFile { return try event(in: file) }
        throw Failure(
            .usage, "no variable names a request here",
            hints: [
                "pipelines of requests set one of \(RequestVariables.known.joined(separator: ", "))",
                "elsewhere name the commits: `sluice check <base>..<head>`",
            ])
    }

    private static func event(in file: String) throws -> HostRequest {
        do {
            return try RequestEvent(bytes(of: file)).request
        } catch let problem as RequestEventProblem {
            throw problem.failure(of: file)
        }
    }

    private static func bytes(of file: String) throws -> [UInt8] {
        file == "-" ? try File.readStandardInput() : try File.read(file)
    }

    /// Nil where the request has the message, or nobody gave one.
    private static func message(_ invocation: Invocation<CheckMerge>, isOfRequest: Bool) throws -> [UInt8]? {
        if let file = invocation.messageFile { return try bytes(of: file) }
        guard !isOfRequest, let title = invocation.title else { return nil }
        return Array((title + (invocation.body.map { "\n\n" + $0 } ?? "") + "\n").utf8)
    }

    /// The message of the squash commit for each way in which the merge can be made; nil for the way in which the commits come as
    /// they are.
    func ways(of ends: CheckedEnds, in repository: Repository, on console: Console) throws -> [[UInt8]?] {
        if let given { return [given] }
        guard let request else { return [nil] }
        let methods = method.map { [$0] } ?? request.methods
        let squash = methods.contains(.squash) ? try squashMessage(of: request, ends, repository) : nil
        if methods.contains(.squash), squash == nil, method == nil {
            console.note(
                "the title of the request is not known: a squash commit is not judged.",
                hints: ["`--title <title>` gives it, `--method merge` says that there is none"])
        }
        return (methods.contains(.merge) || squash == nil ? [nil] : []) + (squash.map { [$0] } ?? [])
    }

    private func squashMessage(
        of request: HostRequest, _ ends: CheckedEnds, _ repository: Repository
    ) throws -> [UInt8]? {
        let commits = try CommitRange.commits(of: [ends.head.commit], without: [ends.base.commit], in: repository)
        return request.squashMessage(of: commits.reversed().filter { !$0.isMerge }.map { Array($0.message) })
    }
}

extension RequestEventProblem {
    func failure(of file: String) -> Failure {
        switch self {
        case .notJSON(let problem):
            Failure(.usage, "\(file.quoted) is no event: \(problem)", hints: ["events are JSON, as hosts send them"])
        case .unknownEvent:
            Failure(
                .usage, "\(file.quoted) is the event of no request to merge",
                hints: [
                    Hint(verbatim: "such an event has one of: \(RequestEvent.knownMembers.joined(separator: ", "))"),
                    "without an event: `sluice check <base>..<head> --title <title>`",
                ])
        }
    }
}
