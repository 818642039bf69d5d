import Glibc

/// The environment variables that a command sees.
package struct Environment: Sendable {
    private let value: @Sendable (String) -> String?

    /// The variables of this process.
    package static let process = Environment { name in
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    /// Variables of one's own, for tests.
    package init(_ variables: [String: String]) {
        self.init { variables[$0] }
    }

    private init(value: @escaping @Sendable (String) -> String?) {
        self.value = value
    }

    /// The value of a variable; nil where it is not set.
    package subscript(name: String) -> String? { value(name) }

    /// The value of a variable; nil also where it is empty.
    package func nonempty(_ name: String) -> String? {
        self[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
