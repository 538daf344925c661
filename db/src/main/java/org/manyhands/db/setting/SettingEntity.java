package org.manyhands.db.setting;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code project_setting}. */
@Entity
@Table(name = "project_setting")
class SettingEntity {
    @Id
    String name = "";

    String settingValue = "";
}
