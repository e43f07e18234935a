#include "ui/views/measure_card.h"

#include <QFile>

/// The resources of a static library are not there until they are asked for; the macro must not be
/// used inside a namespace.
static void loadMeasurePages()
{
    Q_INIT_RESOURCE(help);
}

namespace counterpart::ui {

MeasureCard::MeasureCard(QWidget* parent) : QTextBrowser(parent)
{
    loadMeasurePages();
    setAccessibleName(tr("What the measure says"));
    setOpenExternalLinks(true);
    setFrameShape(QFrame::NoFrame);
    showPage({});
}

void MeasureCard::showPage(const QString& page)
{
    m_page = page;
    QFile file(QStringLiteral(":/help/measures/%1.md").arg(page));
    if (!page.isEmpty() && file.open(QIODevice::ReadOnly))
        setMarkdown(QString::fromUtf8(file.readAll()));
    else
        setPlainText(tr("Choose a measure in the table to read what it says, what it needs and "
                        "when it misleads."));
}

} // namespace counterpart::ui
