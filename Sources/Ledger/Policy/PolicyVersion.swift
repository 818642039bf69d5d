extension Policy {
    /// The highest number that a version of the policy can have. Nobody gets there by editing, and what counts on from such
    /// a number cannot overflow.
    package static let highestVersion = 999_999_999

    /// The version whose folder has this name, spelled as Sluice writes it: `+3`, `03` and `٣` are none.
    package static func version(named name: String) -> Int? {
        guard name.utf8.count <= 9, let version = Int(name), 1...highestVersion ~= version, String(version) == name
        else {
            return nil
        }
        return version
    }
}
