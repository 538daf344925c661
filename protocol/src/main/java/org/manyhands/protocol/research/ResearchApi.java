package org.manyhands.protocol.research;

/** Paths of the REST API. Calls carry {@code Authorization: Bearer <token>}. */
public final class ResearchApi {
    public static final String ROOT = "/api/v1";
    /** POST {@link SignUp}: no token needed. */
    public static final String ACCOUNTS = ROOT + "/accounts";
    /** GET {@link AccountView} of the token's account. */
    public static final String OWN_ACCOUNT = ROOT + "/account";
    /** POST bytes: {@link StoredFile}. */
    public static final String FILES = ROOT + "/files";
    /** POST {@link NewAppVersion}: {@link AppVersionView}. GET: list. */
    public static final String APPLICATIONS = ROOT + "/applications";
    /** POST {@link BatchSpec}: {@link BatchView} with its quote. GET: list of {@link BatchView}. */
    public static final String BATCHES = ROOT + "/batches";
    /** GET {@link WorkUnitView} below it. */
    public static final String WORK_UNITS = ROOT + "/work-units";
    /** GET: list of {@link HostView}; below it one. */
    public static final String HOSTS = ROOT + "/hosts";
    /** After a host or a work unit, GET: {@link HostExplanation}, {@link UnitExplanation}. */
    public static final String EXPLANATION = "/explanation";
    /** GET {@link StatusView}: no token needed. */
    public static final String STATUS = ROOT + "/status";
    /** GET {@link JournalView}: administrators only. */
    public static final String JOURNAL = ROOT + "/journal";
    /** GET {@link TrustView}: administrators only. */
    public static final String TRUST = ROOT + "/trust";
    /** POST {@link Grant}: administrators only. */
    public static final String GRANTS = ROOT + "/grants";

    /** POST {@link NewJoinKey}: {@link JoinKeyView}; administrators only. */
    public static final String JOIN_KEYS = ROOT + "/join-keys";

    private ResearchApi() {}
}
