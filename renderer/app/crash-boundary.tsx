import { Component, type ReactNode } from 'react';
import i18next from 'i18next';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import styles from './crash-boundary.module.css';
import { ScreenGone } from './fetched-screen.ts';

interface CrashBoundaryProps {
  readonly children: ReactNode;
  /** What lies over the screens has no place of its own among them: it is said in the corner. */
  readonly over?: boolean;
}

/** Keeps a bug in one screen from taking the frame with it. A class, because React has no other form of it. */
export class CrashBoundary extends Component<CrashBoundaryProps, { readonly crash: 'bug' | 'gone' | null }> {
  override state = { crash: null };

  static getDerivedStateFromError(error: unknown) {
    return { crash: error instanceof ScreenGone ? 'gone' : 'bug' };
  }

  override render() {
    const { crash } = this.state;
    if (crash === null) return this.props.children;
    // A screen that could not be fetched stays so in this window; a reload fetches what there is now.
    const said =
      crash === 'gone' ? (
        <ErrorState
          title={i18next.t('updated.title')}
          hint={i18next.t('updated.hint')}
          retryLabel={i18next.t('updated.reload')}
          onRetry={() => location.reload()}
        />
      ) : (
        <ErrorState
          title={i18next.t('crash.title')}
          hint={i18next.t('crash.hint')}
          retryLabel={i18next.t('crash.again')}
          onRetry={() => this.setState({ crash: null })}
        />
      );
    return this.props.over ? <div className={styles.over}>{said}</div> : said;
  }
}
