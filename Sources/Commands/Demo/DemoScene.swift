/// Who acts in the demo.
enum DemoPerson: String {
    case dana, quinn, rene, carla, olga

    var prompt: String { rawValue }
    var email: String { "\(rawValue)@example.org" }

    var name: String {
        switch self {
        case .dana: "Dana Developer"
        case .quinn: "Quinn Tester"
        case .rene: "Rene Manager"
        case .carla: "Carla Board"
        case .olga: "Olga Operator"
        }
    }
}

/// A command that somebody types, and how it has to end.
struct DemoStep {
    let person: DemoPerson
    let line: String
    let status: Int32
    /// A part of what has to be printed.
    let says: String

    static func dana(_ line: String, status: Int32 = 0, says: String = "") -> DemoStep {
        DemoStep(person: .dana, line: line, status: status, says: says)
    }

    static func quinn(_ line: String, status: Int32 = 0, says: String = "") -> DemoStep {
        DemoStep(person: .quinn, line: line, status: status, says: says)
    }

    static func rene(_ line: String, status: Int32 = 0, says: String = "") -> DemoStep {
        DemoStep(person: .rene, line: line, status: status, says: says)
    }

    static func carla(_ line: String, status: Int32 = 0, says: String = "") -> DemoStep {
        DemoStep(person: .carla, line: line, status: status, says: says)
    }

    static func olga(_ line: String, status: Int32 = 0, says: String = "") -> DemoStep {
        DemoStep(person: .olga, line: line, status: status, says: says)
    }
}

/// A part of the story: what happens, and the commands that make it happen.
struct DemoScene {
    let narration: String
    let steps: [DemoStep]

    init(_ narration: String, _ steps: [DemoStep]) {
        self.narration = narration
        self.steps = steps
    }
}
