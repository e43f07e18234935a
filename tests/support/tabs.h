#pragma once

#include "ui/views/workspaces.h"

#include <QTabWidget>

namespace counterpart::test {

/// Shows the workspace of that name, wherever its tab stands.
inline void showTab(ui::Workspaces& workspaces, const QString& name)
{
    const auto* tabs = workspaces.findChild<QTabWidget*>(QString(), Qt::FindDirectChildrenOnly);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        if (tabs->tabText(tab) == name)
            workspaces.showTab(tab);
    }
}

} // namespace counterpart::test
