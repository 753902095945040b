/// Why a snapshot cannot be used.
public enum SnapshotError: Error, Equatable, Sendable {
  /// The file cannot be opened or mapped.
  case unreadable(path: String, reason: String)
  /// The bytes are not what the builder wrote.
  case corrupt(path: String, reason: String)
  /// The file was written by another version of the program.
  case format(path: String, found: UInt32, expected: UInt32)
  /// A part that the reader needs is not in the file.
  case missing(path: String, section: String)
}

extension SnapshotError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "\(path): cannot be read (\(reason)); check the path and its permissions"
    case .corrupt(let path, let reason):
      "\(path): the snapshot is damaged (\(reason)); build it anew with `yingda knowledge build`"
    case .format(let path, let found, let expected):
      "\(path): snapshot format \(found), this program reads format \(expected); "
        + "build it anew with `yingda knowledge build`"
    case .missing(let path, let section):
      "\(path): the snapshot has no section '\(section)'; "
        + "build it anew with `yingda knowledge build`"
    }
  }
}
