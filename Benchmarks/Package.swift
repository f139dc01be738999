// swift-tools-version: 6.2

import PackageDescription

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "vbp", path: "..")],
    targets: [
        // What the importer is measured against: libxml2's SAX2 parser with callbacks that do nothing.
        .target(
            name: "CReference",
            cSettings: [.unsafeFlags(["-I/usr/include/libxml2", "-O2"])],
            linkerSettings: [.linkedLibrary("xml2")]),
        .executableTarget(
            name: "vbp-benchmarks",
            dependencies: ["CReference", .product(name: "VBPLibrary", package: "vbp")]),
    ],
    swiftLanguageModes: [.v6]
)
