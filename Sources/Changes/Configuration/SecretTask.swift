/// A program that takes a secret by its place behind the words of a task: `vault login xyz`, `rabbitmqctl add_user bob xyz`.
struct SecretTask {
    private let program: String
    /// The words that follow the program, options left out.
    private let words: [String]
    /// How many arguments come before the secret.
    private let before: Int
    /// Whether the argument before the secret has to name one: `aws configure set aws_secret_access_key xyz`.
    private let isNamed: Bool

    private init(_ program: String, _ words: [String], before: Int, isNamed: Bool = false) {
        (self.program, self.words, self.before, self.isNamed) = (program, words, before, isNamed)
    }

    private static let all =
        ["add_user", "change_password", "authenticate_user"].map { SecretTask("rabbitmqctl", [$0], before: 1) }
        + [
            SecretTask("vault", ["login"], before: 0), SecretTask("expect", ["send"], before: 0),
            SecretTask("aws", ["configure", "set"], before: 1, isNamed: true),
        ]
        + ["npm", "pnpm", "yarn"].flatMap { program in
            [["config", "set"], ["set"]].map { SecretTask(program, $0, before: 1, isNamed: true) }
        }

    /// Whether a text has the name of such a program.
    static func isNamed(in text: Bytes) -> Bool {
        text.contains(.space) && programs.contains { text.holds($0) }
    }

    private static let programs = Set(all.map(\.program)).sorted() + ["htpasswd", "lftp", "xfreerdp"]

    /// The words of a command line that are secret by their places.
    static func places(in words: [Bytes]) -> [Int] {
        words.indices.flatMap { index -> [Int] in
            let name = SecretProgram.name(words[index])
            if name.equals("htpasswd") { return password(ofHtpasswd: words, from: index + 1).map { [$0] } ?? [] }
            // A comma parts the words of a line, as it does those of a list.
            if name.equals("lftp") { return logins(ofLftp: words, from: index + 1) }
            return all.filter { name.equals($0.program) }.compactMap { $0.place(in: words, from: index + 1) }
        }
    }

    private func place(in words: [Bytes], from start: Int) -> Int? {
        let arguments = words.indices[start...].filter { words[$0].first != .dash }
        let task = zip(arguments, self.words).allSatisfy { words[$0].equals($1) }
        let place = self.words.count + before
        guard task, arguments.count > place else { return nil }
        guard isNamed else { return arguments[place] }
        return SecretKey(words[arguments[place - 1]]).isSecret ? arguments[place] : nil
    }

    /// Behind the user (lftp, "-u").
    private static func logins(ofLftp words: [Bytes], from start: Int) -> [Int] {
        words.indices[start...].filter { index in
            index > start + 1 && (words[index - 2].equals("-u") || words[index - 2].equals("--user"))
        }
    }

    /// Behind the file, which `-n` goes without, and the user (htpasswd, "-b").
    private static func password(ofHtpasswd words: [Bytes], from start: Int) -> Int? {
        let options = words[start...].prefix { $0.first == .dash }
        let has = { (letter: String) in options.contains { !$0.begins(with: "--") && $0.holds(letter) } }
        let place = options.endIndex + (has("n") ? 1 : 2)
        return has("b") && place < words.count ? place : nil
    }
}
