//! The field's own words: roles, reasons, occasions, sexes, syllabuses, phases, states.

use crate::text::texts;

texts! {
    /// A word of the field.
    Term:
    Teacher "Lärare", "Teacher";
    SpecialEducator "Specialpedagog", "Special educator";
    Principal "Rektor", "Principal";
    ResultsCoordinator "Resultatsamordnare", "Results coordinator";
    Adviser "Rådgivare (REP-gruppen)", "Adviser (REP)";
    CommitteeSecretary "Nämndsekreterare", "Committee secretary";
    CommitteeMember "Nämndledamot", "Committee member";
    Guardian "Vårdnadshavare", "Guardian";
    Auditor "Revisor", "Auditor";
    Archivist "Arkivarie", "Archivist";
    SystemAdministrator "Systemadministratör", "System administrator";
    Public "Allmänheten", "The public";
    Process "Uppföljningen", "The follow-up process";

    TeacherDoes "registrerar läsbedömningar i sina klasser",
        "records reading assessments in their own classes";
    SpecialEducatorDoes "ser skolans elever och deras läsutveckling",
        "sees the school's pupils and their reading development";
    PrincipalDoes "följer omgången, lämnar in skolans resultat",
        "follows the round, submits the school's results";
    ResultsCoordinatorDoes "öppnar omgångar, tar emot resultat, ser kommundelen",
        "opens rounds, receives results, sees the district";
    AdviserDoes "ser resultat, inga elever", "sees results, no pupils";
    CommitteeSecretaryDoes "ser nämndens resultat, inga elever",
        "sees the committee's results, no pupils";
    CommitteeMemberDoes "ser nämndens resultat, inga elever",
        "sees the committee's results, no pupils";
    GuardianDoes "ser det egna barnet", "sees their own child";
    AuditorDoes "granskar spåret, med pseudonymer", "examines the trail, with pseudonyms";
    ArchivistDoes "granskar spåret, med pseudonymer", "examines the trail, with pseudonyms";
    SystemAdministratorDoes "ser driften, inga elever", "sees the machinery, no pupils";
    PublicDoes "ser det som är publicerat", "sees what is published";
    ProcessDoes "finner avvikelser och påminner", "finds shortfalls and reminds";

    Absent "Frånvarande", "Absent";
    NewlyArrived "Nyanländ", "Newly arrived";
    Exempt "Undantagen", "Exempt";
    Missing "Saknas", "Missing";

    Female "Flickor", "Girls";
    Male "Pojkar", "Boys";
    SexUnknown "Kön okänt", "Sex not known";
    Sv "Svenska", "Swedish";
    Sva "Svenska som andraspråk", "Swedish as a second language";
    SyllabusUnknown "Kursplan okänd", "Syllabus not known";

    Exploring "Utforskande", "Exploring";
    Expanding "Expansiv", "Expanding";
    Literate "Litterat", "Literate";

    September "september", "September";
    December "december", "December";
    February "februari", "February";
    May "maj", "May";
    Round "{occasion} {year}", "{occasion} {year}";

    Grade "årskurs {grade}", "grade {grade}";
    GradePreschool "förskoleklass", "preschool class";


    Risen "Stigit", "Risen";
    Same "Samma punkt", "Same point";
    Fallen "Sjunkit", "Fallen";
    AtTop "Kvar på högsta punkten", "Stayed at the top";

    LevelMunicipality "Kommunens åtagande", "The municipality's commitment";
    LevelSchool "Skolans åtagande", "The school's commitment";
}
