import Foundation

/// LibreOffice without a window, which computes a workbook's formulas anew.
enum Spreadsheet {
    /// Where Debian installs it; nil when it is not there.
    static let path: String? = ["/usr/bin/soffice"].first { FileManager.default.isExecutableFile(atPath: $0) }

    /// The cells of each sheet by its name, after every formula was computed.
    static func cells(of workbook: String, in folder: String) throws -> [String: [[String]]] {
        let profile = "\(folder)/profile"
        try FileManager.default.createDirectory(atPath: "\(profile)/user", withIntermediateDirectories: true)
        // 0: always, whatever program wrote the file and whatever values it holds.
        let settings = """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry">
            <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">\
            <value>0</value></prop></item>
            </oor:items>

            """
        try Data(settings.utf8).write(to: URL(filePath: "\(profile)/user/registrymodifications.xcu"))
        let process = Process()
        process.executableURL = URL(filePath: path ?? "")
        process.arguments = [
            "-env:UserInstallation=file://\(profile)", "--headless", "--convert-to",
            "csv:Text - txt - csv (StarCalc):9,0,76,1,,0,false,false,false,false,false,-1", "--outdir",
            "\(folder)/sheets", workbook,
        ]
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        try process.run()
        process.waitUntilExit()
        var sheets: [String: [[String]]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/sheets") {
            let text = try String(contentsOfFile: "\(folder)/sheets/\(name)", encoding: .utf8)
            let sheet = name.dropLast(".csv".count).split(separator: "-", maxSplits: 1).last ?? ""
            sheets[String(sheet)] = text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.components(separatedBy: "\t") }
        }
        return sheets
    }
}
