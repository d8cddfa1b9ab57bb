; Inno Setup 6: per user, no administrator, associates .workshop. Made on Windows after `pyinstaller packaging/workshop.spec`:
;   iscc /DVersion=0.1.0 packaging\windows\workshop.iss        → dist\workshop-0.1.0-setup.exe
#ifndef Version
  #error "Give the version: iscc /DVersion=… (the one of pyproject.toml)"
#endif

[Setup]
AppId={{6C7F3E7B-9A53-4E0B-9C7E-2F1B7D6A41C9}
AppName=共识工坊 Workshop
AppVersion={#Version}
AppPublisher=Workshop
DefaultDirName={autopf}\Workshop
DefaultGroupName=Workshop
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
ChangesAssociations=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\workshop.ico
UninstallDisplayIcon={app}\workshop.exe
SourceDir=.
OutputDir=..\..\dist
OutputBaseFilename=workshop-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "zh"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"

[Tasks]
Name: "desktop"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\workshop\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\共识工坊 Workshop"; Filename: "{app}\workshop.exe"
Name: "{autodesktop}\共识工坊 Workshop"; Filename: "{app}\workshop.exe"; Tasks: desktop

[Registry]
Root: HKA; Subkey: "Software\Classes\.workshop"; ValueType: string; ValueData: "Workshop.Engagement"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Workshop.Engagement"; ValueType: string; ValueData: "共识工坊诊断文件"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Workshop.Engagement\DefaultIcon"; ValueType: string; ValueData: "{app}\workshop.exe,0"
Root: HKA; Subkey: "Software\Classes\Workshop.Engagement\shell\open\command"; ValueType: string; ValueData: """{app}\workshop.exe"" ""%1"""

[Run]
Filename: "{app}\workshopc.exe"; Parameters: "--selftest"; Flags: runhidden waituntilterminated; StatusMsg: "Self-test…"
Filename: "{app}\workshop.exe"; Description: "{cm:LaunchProgram,Workshop}"; Flags: nowait postinstall skipifsilent
