import Git

extension LedgerProblem.Fault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .name: "its name does not fit its content"
        case .place: "it is about something else than its folder"
        case .repository: "it was written for another repository"
        case .notAFile: "it is not an ordinary file"
        case .content(let reason): "it is no record of this format (\(reason))"
        case .tooLarge(let limit): "it is larger than \(limit) bytes"
        case .several: "there are several records where only one can be true"
        case .missing: "it is missing, though another record names it"
        case .signature(.notOne): "what follows its line is not one signature"
        case .signature(.tooLarge(let limit)): "its signature is larger than \(limit) bytes"
        case .signature(.damaged): "its signature is damaged"
        case .signature(.otherPurpose(let found)): "its signature was made for something else (\(found))"
        case .signature(.doesNotVerify(let reason)): "its signature does not verify (\(reason))"
        case .notByAdministrator: "no administrator of the policy before signed it"
        case .removed(let commit, _): "commit \(commit.abbreviated) took it out"
        case .changed(let commit, _): "commit \(commit.abbreviated) changed it"
        }
    }
}
