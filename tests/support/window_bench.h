#pragma once

#include "app/application.h"
#include "tests/support/tabs.h"
#include "ui/views/workspaces.h"

#include <QPushButton>
#include <QSettings>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace counterpart::test {

/// Enough for a job on a loaded machine under a sanitizer.
constexpr int kLongMs = 60'000;

/// The whole desktop program with settings of its own, shown at a fixed size.
struct WindowBench
{
    QTemporaryDir settingsFolder;
    std::unique_ptr<app::Application> program;

    WindowBench()
    {
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settingsFolder.path());
        QCoreApplication::setOrganizationName(QStringLiteral("counterpart-test"));
        QCoreApplication::setApplicationName(QStringLiteral("counterpart-test"));
        program = std::make_unique<app::Application>();
        window().resize(1440, 900);
        window().show();
    }

    ui::MainWindow& window() { return program->window(); }
    ui::LinkedView* view() { return window().workspaces().currentView(); }

    /// The only child of that class.
    template <class Widget>
    Widget* find()
    {
        return window().findChild<Widget*>();
    }
    /// The child with that accessible name.
    template <class Widget>
    Widget* find(const QString& accessibleName)
    {
        for (Widget* widget : window().findChildren<Widget*>()) {
            if (widget->accessibleName() == accessibleName)
                return widget;
        }
        return nullptr;
    }
    /// The button of the view of that class with that text, whatever its key is.
    template <class View>
    QPushButton* button(const QString& text)
    {
        for (QPushButton* one : find<View>()->template findChildren<QPushButton*>()) {
            if (one->text().remove(u'&') == text)
                return one;
        }
        return nullptr;
    }
    /// Opens files of one network each, waits until the first pair is compared, and shows the
    /// workspace of that name.
    bool open(const QStringList& files, const QString& workspace)
    {
        program->session().openFiles(files);
        const bool isReady = QTest::qWaitFor([&] {
            return program->controller().state() == session::AnalysisController::State::Ready &&
                   qsizetype(program->session().networks().size()) == files.size();
        });
        showTab(window().workspaces(), workspace);
        return isReady && settle();
    }
    int tabCount()
    {
        return window()
            .workspaces()
            .findChild<QTabWidget*>(QString(), Qt::FindDirectChildrenOnly)
            ->count();
    }
    /// Goes through the tabs until the view of that class is shown; nullptr where there is none or
    /// no result to show.
    template <class View>
    View* showView()
    {
        for (int tab = 0; tab < tabCount(); ++tab) {
            window().workspaces().showTab(tab);
            if (auto* shown = qobject_cast<View*>(view()))
                return shown;
        }
        return nullptr;
    }
    /// Lets the window hand out what changed and waits until no job is running.
    bool settle()
    {
        constexpr int kTurnsMs = 30;
        QTest::qWait(kTurnsMs);
        return QTest::qWaitFor([this] { return program->isIdle(); }, kLongMs);
    }
};

} // namespace counterpart::test
