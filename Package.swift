// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "yingda",
  products: [
    .executable(name: "yingda", targets: ["yingda"]),
    .library(name: "Yingda", targets: ["Dialogue", "Compiler"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C pockets: ICU and libedit behind opaque headers, and the numeric kernels.
    .target(
      name: "CICU",
      linkerSettings: [
        .linkedLibrary("icui18n"), .linkedLibrary("icuuc"), .linkedLibrary("icudata"),
      ]),
    .target(name: "CKernels"),
    .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),

    // The engine, in the order in which an utterance passes through it.
    .target(name: "Text", dependencies: ["CICU", "Index"], swiftSettings: settings),
    .target(name: "Index", dependencies: ["CKernels"], swiftSettings: settings),
    .target(name: "Language", dependencies: ["Text", "Index"], swiftSettings: settings),
    .target(
      name: "Matching", dependencies: ["Language", "Text", "Index", "CKernels"],
      swiftSettings: settings),
    .target(
      name: "Knowledge",
      dependencies: ["Language", "Text", "Index", .product(name: "Yams", package: "Yams")],
      swiftSettings: settings),
    .target(name: "Shop", dependencies: ["Index"], swiftSettings: settings),
    .target(
      name: "Compiler",
      dependencies: ["Knowledge", "Shop", "Matching", "Language", "Text", "Index"],
      swiftSettings: settings),
    .target(
      name: "Dialogue", dependencies: ["Matching", "Shop", "Language", "Text", "Index"],
      swiftSettings: settings),
    .target(name: "Evaluation", dependencies: ["Dialogue", "Matching"], swiftSettings: settings),
    .target(
      name: "Training",
      dependencies: [
        "Dialogue", "Evaluation", "Knowledge", "Compiler", "Shop", "Matching", "Language", "Text",
        "Index",
      ],
      swiftSettings: settings),
    .target(
      name: "Release",
      dependencies: [
        "Training", "Evaluation", "Dialogue", "Knowledge", "Matching", "Language", "Text", "Index",
      ],
      swiftSettings: settings),
    .target(
      name: "Bench",
      dependencies: [
        "Evaluation", "Dialogue", "Knowledge", "Matching", "Language", "Text", "Index",
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "yingda",
      dependencies: [
        "Bench", "Release", "Training", "Evaluation", "Dialogue", "Compiler", "Shop", "Knowledge",
        "Matching", "Language", "Text", "Index", "CEdit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .target(
      name: "TestSupport",
      dependencies: [
        "Compiler", "Dialogue", "Knowledge", "Matching", "Language", "Text", "Index",
      ],
      path: "Tests/TestSupport", swiftSettings: settings),
    .testTarget(
      name: "TextTests", dependencies: ["TestSupport", "Matching", "Text", "Index"],
      swiftSettings: settings),
    .testTarget(
      name: "LanguageTests",
      dependencies: ["TestSupport", "Knowledge", "Matching", "Language", "Text", "Index"],
      swiftSettings: settings),
    .testTarget(
      name: "IndexTests", dependencies: ["TestSupport", "Matching", "Index"],
      swiftSettings: settings),
    .testTarget(
      name: "CompilerTests",
      dependencies: [
        "TestSupport", "Compiler", "Dialogue", "Evaluation", "Knowledge", "Matching", "Language",
        "Text", "Index",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "DialogueTests", dependencies: ["TestSupport", "Dialogue", "Matching", "Index"],
      swiftSettings: settings),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "Dialogue", "Matching"],
      swiftSettings: settings),
    .testTarget(
      name: "MatchingTests",
      dependencies: ["TestSupport", "Matching", "Text", "Index", "CKernels"],
      swiftSettings: settings),
    .testTarget(
      name: "TrainingTests",
      dependencies: ["TestSupport", "Training", "Dialogue", "Knowledge", "Index"],
      swiftSettings: settings),
    .testTarget(
      name: "KnowledgeTests", dependencies: ["Knowledge", "Language", "Text", "Index"],
      swiftSettings: settings),
    .testTarget(
      name: "BenchTests",
      dependencies: ["TestSupport", "Bench", "Knowledge", "Matching", "Text", "Index"],
      swiftSettings: settings),
    .testTarget(
      name: "ReleaseTests",
      dependencies: [
        "TestSupport", "Release", "Training", "Evaluation", "Dialogue", "Compiler", "Knowledge",
        "Language", "Text", "Index",
      ],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
