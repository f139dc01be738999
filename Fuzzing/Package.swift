// swift-tools-version: 6.2

import PackageDescription

// libFuzzer over the importer; see README.md here.
let package = Package(
    name: "Fuzzing",
    dependencies: [.package(name: "vbp", path: "..")],
    targets: [
        .executableTarget(
            name: "fuzz-importer",
            dependencies: [.product(name: "VBPLibrary", package: "vbp")],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])])
    ],
    swiftLanguageModes: [.v6]
)
